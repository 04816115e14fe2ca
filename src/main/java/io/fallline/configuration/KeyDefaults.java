package io.fallline.configuration;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigParseOptions;
import com.typesafe.config.ConfigRenderOptions;
import com.typesafe.config.ConfigUtil;
import com.typesafe.config.ConfigValue;
import com.typesafe.config.ConfigValueType;
import java.util.List;

/**
 * The default of every configuration key. Optimizers, losses and schedules declare the defaults of
 * their own settings.
 */
public final class KeyDefaults {
  /** What the parser names as the origin of a value that the user has not set. */
  public static final String ORIGIN = "fallline-defaults.conf";

  private static final String TEXT = render();
  private static final Config PARSED =
      ConfigFactory.parseString(TEXT, ConfigParseOptions.defaults().setOriginDescription(ORIGIN));

  private KeyDefaults() {}

  static Config read() {
    return PARSED;
  }

  /** As a configuration file with a comment behind every key. */
  static String text() {
    return TEXT;
  }

  private static String render() {
    StringBuilder text =
        new StringBuilder(
            "# Every key with its default. Losses, rules and schedules have settings of their own:"
                + " they stand beside these.\n\n");
    List<String> open = List.of();
    for (DeclaredKey key : SectionSchema.keys(JobConfiguration.class)) {
      List<String> path = ConfigUtil.splitPath(key.path());
      List<String> sections = path.subList(0, path.size() - 1);
      open = moveTo(sections, open, text);
      String value = literal(key.declaration().defaultValue());
      text.append("  ".repeat(sections.size()))
          .append(key.name())
          .append(value.equals("{}") ? " " : " = ")
          .append(value)
          .append("  # ")
          .append(key.declaration().description())
          .append('\n');
    }
    moveTo(List.of(), open, text);
    return text.toString();
  }

  /** Closes the braces of sections that are over and opens those of the next. */
  private static List<String> moveTo(List<String> next, List<String> open, StringBuilder text) {
    int common = 0;
    while (common < Math.min(next.size(), open.size())
        && next.get(common).equals(open.get(common))) {
      common++;
    }
    for (int depth = open.size() - 1; depth >= common; depth--) {
      text.append("  ".repeat(depth)).append("}\n");
    }
    for (int depth = common; depth < next.size(); depth++) {
      text.append(depth == 0 ? "\n" : "  ".repeat(depth)).append(next.get(depth)).append(" {\n");
    }
    return next;
  }

  private static String literal(String hocon) {
    ConfigValue value = ConfigFactory.parseString("value = " + hocon).root().get("value");
    return value.valueType() == ConfigValueType.STRING
        ? value.render(ConfigRenderOptions.concise())
        : hocon;
  }
}
