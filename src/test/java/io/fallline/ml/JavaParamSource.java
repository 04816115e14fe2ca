package io.fallline.ml;

import io.fallline.ml.SettingParam.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;

/** The Java interface of a group of Params: the Param, a getter and a setter of each. */
final class JavaParamSource {
  private static final int COLUMNS = 100;

  private JavaParamSource() {}

  static String of(ParamGroup group) {
    StringBuilder body = new StringBuilder();
    Set<String> types = new TreeSet<>();
    for (SettingParam param : group.params()) {
      if (!ParamGroup.isSparks(param)) {
        types.add(paramClass(param.kind()).replaceAll("<.*", ""));
        body.append(accessors(param));
      }
      body.append(setter(param));
    }
    StringBuilder text = new StringBuilder();
    text.append("// Generated from settings: ").append(ParamSources.COMMAND);
    text.append("\npackage io.fallline.ml;\n\n");
    types.forEach(type -> text.append("import org.apache.spark.ml.param." + type + ";\n"));
    String sections =
        (group.sections().size() == 1 ? "the section " : "the sections ")
            + String.join(
                " and ", group.sections().stream().map(name -> "{@code " + name + "}").toList());
    text.append("\n/**\n");
    lines(
            group.what()
                + ": "
                + sections
                + " of a configuration. What each means and its default: {@code explainParams()}.",
            COLUMNS - 3)
        .forEach(line -> text.append(" * ").append(line).append('\n'));
    text.append(" */\npublic interface ").append(group.name());
    text.append("<S> extends SettingOwner<S> {\n");
    return text + body.toString().stripTrailing() + "\n}\n";
  }

  private static String accessors(SettingParam param) {
    String type = valueType(param.kind());
    String cast = type.matches("int|long|double|boolean") ? "(" + type + ") " : "";
    return """
          default %s %s() {
            return settings().%s("%s");
          }

          default %s get%s() {
            return %sgetOrDefault(%s());
          }

        """
        .formatted(
            paramClass(param.kind()),
            param.name(),
            member(param.kind()),
            param.name(),
            type,
            ParamGroup.title(param),
            cast,
            param.name())
        .indent(0);
  }

  private static String setter(SettingParam param) {
    String value = valueType(param.kind()).replace("[]", "...");
    return javadoc(param)
        + """
          default S set%s(%s value) {
            return with("%s", value);
          }

        """
            .formatted(ParamGroup.title(param), value, param.name());
  }

  private static String javadoc(SettingParam param) {
    String text = sentence(param).replace("&", "&amp;").replace("<", "&lt;").replace("@", "&#64;");
    String line = "  /** " + text + " */\n";
    if (line.length() <= COLUMNS + 1) {
      return line;
    }
    StringBuilder lines = new StringBuilder("  /**\n");
    lines(text, COLUMNS - 5).forEach(each -> lines.append("   * ").append(each).append('\n'));
    return lines.append("   */\n").toString();
  }

  /** {@code data.missing: null and NaN: error zero mean.}, as the Param's own doc begins. */
  static String sentence(SettingParam param) {
    return param.key() + ": " + ParamGroup.meaning(param) + ".";
  }

  /** Words side by side, as many as fit. */
  private static List<String> lines(String text, int width) {
    List<String> lines = new ArrayList<>();
    StringBuilder line = new StringBuilder();
    for (String word : text.split(" ")) {
      if (!line.isEmpty() && line.length() + 1 + word.length() > width) {
        lines.add(line.toString());
        line.setLength(0);
      }
      line.append(line.isEmpty() ? "" : " ").append(word);
    }
    lines.add(line.toString());
    return lines;
  }

  private static String paramClass(Kind kind) {
    return switch (kind) {
      case NUMBER -> "DoubleParam";
      case WHOLE -> "IntParam";
      case WIDE -> "LongParam";
      case FLAG -> "BooleanParam";
      case TEXT -> "Param<String>";
      case TEXTS -> "StringArrayParam";
      case WHOLES -> "IntArrayParam";
    };
  }

  private static String member(Kind kind) {
    return kind.name().toLowerCase(Locale.ROOT);
  }

  private static String valueType(Kind kind) {
    return switch (kind) {
      case NUMBER -> "double";
      case WHOLE -> "int";
      case WIDE -> "long";
      case FLAG -> "boolean";
      case TEXT -> "String";
      case TEXTS -> "String[]";
      case WHOLES -> "int[]";
    };
  }
}
