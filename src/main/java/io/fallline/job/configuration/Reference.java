package io.fallline.job.configuration;

import io.fallline.core.setting.Registry;
import io.fallline.core.setting.Setting;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * What a configuration can say, for the help: every key with its default, and every name with its
 * settings.
 */
public final class Reference {
  private Reference() {}

  public static List<String> lines() {
    List<String> lines = new ArrayList<>();
    lines.add("The configuration (HOCON), with its defaults:");
    lines.add("");
    Defaults.text().lines().map(line -> "  " + line).forEach(lines::add);
    for (Map.Entry<String, Registry<?>> kind : Parts.all().byKey().entrySet()) {
      lines.add("");
      lines.add(kind.getKey() + " is one of these, with its settings:");
      for (String name : kind.getValue().names()) {
        lines.add("  " + name + settings(kind.getValue().settingsOf(name)));
      }
    }
    return lines;
  }

  private static String settings(List<Setting> settings) {
    return settings.stream()
        .map(setting -> setting.name() + " = " + setting.standard())
        .collect(Collectors.joining(", ", settings.isEmpty() ? "" : ": ", ""));
  }
}
