package io.fallline.ml;

import io.fallline.configuration.ConfigurationFile;
import io.fallline.configuration.ConfigurationHelp;
import io.fallline.core.failure.Failure;
import java.io.Serializable;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import scala.runtime.AbstractFunction1;

/**
 * Checks a value when it is set, as a configuration checks that of the same key: alone, with the
 * other settings that it needs to be valid. Combinations are checked by {@code fit}.
 *
 * <p>It is what Spark calls whenever a Param is given a value: by setters, ParamMaps, copies and
 * readers.
 */
final class SettingCheck<T> extends AbstractFunction1<T, Object> implements Serializable {
  private static final long serialVersionUID = 1L;

  private final String owner;
  private final String name;
  private final boolean ofClasses;

  /**
   * @param owner the uid of who has the Param
   * @param ofClasses whether classes are predicted, rather than numbers
   */
  SettingCheck(String owner, String name, boolean ofClasses) {
    this.owner = owner;
    this.name = name;
    this.ofClasses = ofClasses;
  }

  /**
   * @throws IllegalArgumentException if a configuration would be refused for it
   */
  @Override
  public Object apply(T value) {
    SettingParam setting = SettingTable.named(name);
    Object configured = value == null ? null : setting.inConfiguration(value);
    if (configured == null) {
      throw new IllegalArgumentException(owner + ": " + name + " is null, expected a value");
    }
    if (!setting.isStandard(configured)) {
      check(setting, configured);
    }
    return true;
  }

  /**
   * Fine if any loss or rule that there is would take it: which one it will be is not known yet.
   */
  private void check(SettingParam setting, Object value) {
    Failure first = null;
    for (Map<String, Object> beside : alternatives(setting)) {
      Map<String, Object> settings = new LinkedHashMap<>(required());
      settings.putAll(beside);
      settings.putAll(needs(setting, value));
      settings.put(setting.key(), value);
      try {
        ConfigurationFile.of(owner, settings);
        return;
      } catch (Failure refused) {
        first = first == null ? refused : first;
      }
    }
    throw ParamNames.translated(first);
  }

  private static Map<String, Object> required() {
    return Map.of(
        "name", "fit",
        "data.label", "label of the rows",
        "data.features", List.of("features of the rows"));
  }

  private List<Map<String, Object>> alternatives(SettingParam setting) {
    if (setting.key().endsWith(".metric")) {
      return each("model.loss", ConfigurationHelp.losses(ofClasses));
    }
    List<String> rules = setting.key().startsWith("optimizer.") ? setting.components() : List.of();
    return rules.isEmpty() ? List.of(Map.of()) : each("optimizer.rule", rules);
  }

  private static List<Map<String, Object>> each(String key, List<String> values) {
    return values.stream().map(value -> Map.<String, Object>of(key, value)).toList();
  }

  private static Map<String, Object> needs(SettingParam setting, Object value) {
    Optional<Integer> layers =
        switch (setting.key()) {
          case "model.dropout" -> Optional.of(1);
          case "model.activation" -> Optional.of(value instanceof List<?> list ? list.size() : 1);
          default -> Optional.empty();
        };
    Map<String, Object> needs = new LinkedHashMap<>();
    layers.ifPresent(count -> needs.put("model.layers", Collections.nCopies(count, 1)));
    needs.put("data.validation", 0.5); // what watches validation rows is right where there are some
    return needs;
  }
}
