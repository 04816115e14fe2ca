package io.fallline.configuration.hocon;

import com.typesafe.config.ConfigUtil;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** Writes maps as HOCON, a key a line in the map's order, and single values. */
public final class HoconWriter {
  private final StringBuilder text = new StringBuilder();

  private HoconWriter() {}

  public static String write(Map<String, ?> tree) {
    HoconWriter writer = new HoconWriter();
    writer.fields(tree, "");
    return writer.text.toString();
  }

  /** The word of a closed set's member: {@code MEMORY_AND_DISK} is {@code memory-and-disk}. */
  public static String word(Enum<?> member) {
    return member.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** A text of a message in quotes, as it may be pasted: two signs in it mean something else. */
  public static String quoted(String text) {
    return "\"" + text.replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
  }

  private void fields(Map<?, ?> fields, String indent) {
    fields.forEach(
        (name, value) -> {
          text.append(indent).append(ConfigUtil.joinPath(name.toString()));
          if (value instanceof Map<?, ?> section) {
            text.append(section.isEmpty() ? " {" : " {\n");
            fields(section, indent + "  ");
            text.append(section.isEmpty() ? "}\n" : indent + "}\n");
          } else {
            text.append(" = ").append(scalar(value)).append('\n');
          }
        });
  }

  private static String scalar(Object value) {
    if (value instanceof List<?> list) {
      return list.stream().map(HoconWriter::scalar).collect(Collectors.joining(", ", "[", "]"));
    }
    return value instanceof String string ? ConfigUtil.quoteString(string) : String.valueOf(value);
  }
}
