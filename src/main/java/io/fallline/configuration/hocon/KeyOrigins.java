package io.fallline.configuration.hocon;

import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigOrigin;
import com.typesafe.config.ConfigUtil;
import com.typesafe.config.ConfigValue;
import io.fallline.configuration.KeyDefaults;
import java.util.List;
import java.util.Map;

/**
 * Says where a key was set, as messages name it: {@code conf/clicks.conf:14}, or {@code --set
 * data.label}.
 *
 * @param file as the user named it
 * @param lines of the file's keys, the last where a key appears twice
 * @param overrides what the command line set
 */
public record KeyOrigins(
    String file, Map<String, Integer> lines, List<CommandLineSetting> overrides) {

  /**
   * @param value what stands there now; null: nothing
   */
  public String of(List<String> path, ConfigValue value) {
    for (CommandLineSetting override : overrides) {
      if (startsWith(path, override.path())) {
        return override.place();
      }
    }
    if (value != null && !(value instanceof ConfigObject) && hasLine(value.origin())) {
      return of(value.origin());
    }
    Integer line = lines.get(ConfigUtil.joinPath(path));
    if (line != null) {
      return file + ":" + line;
    }
    if (value != null && hasLine(value.origin())) {
      return of(value.origin());
    }
    for (CommandLineSetting override : overrides) {
      if (startsWith(override.path(), path)) {
        return override.place(); // a section that the file does not have
      }
    }
    return path.size() > 1 ? of(path.subList(0, path.size() - 1), null) : file;
  }

  /**
   * {@code file:line} of an origin that the parser writes as {@code file: line} or {@code file:
   * line-line}.
   */
  public static String of(ConfigOrigin origin) {
    String description = origin.description();
    int line = origin.lineNumber();
    int end = line < 0 ? -1 : description.lastIndexOf(": " + line);
    return end < 0 ? description : description.substring(0, end) + ":" + line;
  }

  private static boolean hasLine(ConfigOrigin origin) {
    return origin.lineNumber() > 0
        && !origin.description().startsWith("merge of")
        && !origin.description().startsWith(KeyDefaults.ORIGIN);
  }

  private static boolean startsWith(List<String> path, List<String> start) {
    return path.size() >= start.size() && path.subList(0, start.size()).equals(start);
  }
}
