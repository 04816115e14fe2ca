package io.fallline.ml;

import io.fallline.configuration.ConfigurationHelp;
import io.fallline.core.setting.Hyperparameters.Setting;
import io.fallline.ml.SettingParam.Kind;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The Params of estimators that are settings of a configuration: keys come from their declarations,
 * and the settings of optimizers, schedules and losses from their registries.
 */
final class SettingTable {
  private static final List<SettingParam> OWN =
      ConfigurationHelp.params().stream()
          .map(
              declared -> new SettingParam(declared.param(), declared.key(), kind(declared.type())))
          .toList();

  /** Those of every estimator. */
  static final List<SettingParam> ALL =
      Stream.of(
              OWN.stream(),
              ofComponents("model.loss", ""),
              ofComponents("optimizer.rule", "rule"),
              ofComponents("schedule.type", "schedule"))
          .flatMap(all -> all)
          .toList();

  /** As a configuration has them, by name; made once, as every estimator asks for all of them. */
  private static final Map<String, Object> DEFAULTS = defaultValues();

  private SettingTable() {}

  /**
   * The settings of all components of a kind. A Param has its setting's name, after a prefix where
   * a section's own Param has that name already; schedules have always had theirs.
   */
  private static Stream<SettingParam> ofComponents(String kind, String prefix) {
    String section = kind.substring(0, kind.indexOf('.') + 1);
    return ConfigurationHelp.settingsOfComponents(kind).entrySet().stream()
        .map(
            setting -> {
              String name = setting.getKey();
              boolean taken = OWN.stream().anyMatch(own -> own.name().equals(name));
              return new SettingParam(
                  taken || prefix.equals("schedule") ? prefix + title(name) : name,
                  section + name,
                  kind(setting.getValue().values()));
            });
  }

  private static Kind kind(Class<?> type) {
    return Stream.of(Kind.values())
        .filter(kind -> kind.type == type)
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("no Param has values of " + type));
  }

  private static String title(String name) {
    return Character.toUpperCase(name.charAt(0)) + name.substring(1);
  }

  private static Kind kind(Collection<Setting> settings) {
    return settings.stream().allMatch(setting -> setting.defaultValue() instanceof Boolean)
        ? Kind.FLAG
        : Kind.NUMBER;
  }

  private static Map<String, Object> defaultValues() {
    Map<String, Object> defaultValues = new HashMap<>();
    for (SettingParam setting : ALL) {
      setting
          .defaultValue()
          .ifPresent(value -> defaultValues.put(setting.name(), setting.inConfiguration(value)));
    }
    return defaultValues;
  }

  /** Its default, as a configuration has it; empty where it has none. */
  static Optional<Object> defaultValue(SettingParam setting) {
    return Optional.ofNullable(DEFAULTS.get(setting.name()));
  }

  static SettingParam named(String name) {
    return ALL.stream().filter(setting -> setting.name().equals(name)).findFirst().orElseThrow();
  }
}
