package io.fallline.configuration.hocon;

import com.typesafe.config.ConfigUtil;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Writes maps as HOCON: a key a line, in the map's order. */
public final class HoconWriter {
  private final StringBuilder text = new StringBuilder();

  private HoconWriter() {}

  public static String write(Map<String, ?> tree) {
    HoconWriter writer = new HoconWriter();
    writer.fields(tree, "");
    return writer.text.toString();
  }

  private void fields(Map<String, ?> fields, String indent) {
    fields.forEach(
        (name, value) -> {
          text.append(indent).append(ConfigUtil.joinPath(name));
          if (value instanceof Map<?, ?> section) {
            text.append(section.isEmpty() ? " {" : " {\n");
            fields(named(section), indent + "  ");
            text.append(section.isEmpty() ? "}\n" : indent + "}\n");
          } else {
            text.append(" = ").append(scalar(value)).append('\n');
          }
        });
  }

  private static Map<String, Object> named(Map<?, ?> section) {
    Map<String, Object> named = new LinkedHashMap<>();
    section.forEach((name, value) -> named.put(name.toString(), value));
    return named;
  }

  private static String scalar(Object value) {
    if (value instanceof List<?> list) {
      return list.stream().map(HoconWriter::scalar).collect(Collectors.joining(", ", "[", "]"));
    }
    return value instanceof String string ? ConfigUtil.quoteString(string) : String.valueOf(value);
  }
}
