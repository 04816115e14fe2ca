package io.fallline.ml;

import io.fallline.configuration.ConfigurationHelp;
import io.fallline.core.setting.Hyperparameters.Setting;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.spark.ml.classification.ProbabilisticClassifierParams;
import org.apache.spark.ml.param.BooleanParam;
import org.apache.spark.ml.param.DoubleParam;
import org.apache.spark.ml.param.IntArrayParam;
import org.apache.spark.ml.param.IntParam;
import org.apache.spark.ml.param.LongParam;
import org.apache.spark.ml.param.Param;
import org.apache.spark.ml.param.Params;
import org.apache.spark.ml.param.StringArrayParam;

/**
 * A Param that is a setting of a configuration, whose meaning and default it takes.
 *
 * @param key the configuration's
 */
record SettingParam(String name, String key, Kind kind) {
  enum Kind {
    NUMBER(double.class),
    WHOLE(int.class),
    WIDE(long.class),
    FLAG(boolean.class),
    TEXT(String.class),
    TEXTS(String[].class),
    WHOLES(int[].class);

    final Class<?> type;

    Kind(Class<?> type) {
      this.type = type;
    }
  }

  /**
   * The key that names a component, by the section in which the settings of such components stand.
   */
  private static final Map<String, String> COMPONENTS =
      Map.of("optimizer", "optimizer.rule", "schedule", "schedule.type", "model", "model.loss");

  /** Of every rule, schedule or loss that reads it; empty where it is the section's own. */
  private Map<String, Setting> declarations() {
    int dot = key.lastIndexOf('.');
    String section = key.substring(0, dot);
    return COMPONENTS.containsKey(section)
        ? ConfigurationHelp.settingsOfComponents(COMPONENTS.get(section))
            .getOrDefault(key.substring(dot + 1), Map.of())
        : Map.of();
  }

  /** The Param, which looks at values as the configuration does. */
  Param<?> of(Params owner) {
    String doc = doc();
    String uid = owner.uid();
    boolean ofClasses = owner instanceof ProbabilisticClassifierParams;
    return switch (kind) {
      case NUMBER -> new DoubleParam(uid, name, doc, new SettingCheck<>(uid, name, ofClasses));
      case WHOLE -> new IntParam(uid, name, doc, new SettingCheck<>(uid, name, ofClasses));
      case WIDE -> new LongParam(uid, name, doc, new SettingCheck<>(uid, name, ofClasses));
      case FLAG -> new BooleanParam(uid, name, doc); // either value is right
      case TEXT -> new Param<String>(uid, name, doc, new SettingCheck<>(uid, name, ofClasses));
      case TEXTS ->
          new StringArrayParam(owner, name, doc, new SettingCheck<>(uid, name, ofClasses));
      case WHOLES -> new IntArrayParam(owner, name, doc, new SettingCheck<>(uid, name, ofClasses));
    };
  }

  /** The rules, schedules or losses that read it; none where it is the section's own. */
  List<String> components() {
    return List.copyOf(declarations().keySet());
  }

  /** Whether a value is what the configuration has anyway. */
  boolean isStandard(Object configured) {
    return SettingTable.defaultValue(this).filter(configured::equals).isPresent();
  }

  /** The key and what it does; of a setting of several components, what it does in each. */
  String doc() {
    Map<String, Setting> declarations = declarations();
    if (declarations.isEmpty()) {
      return key + ": " + ConfigurationHelp.meaning(key);
    }
    Map<String, String> effects = new LinkedHashMap<>();
    declarations.forEach(
        (component, setting) ->
            effects.merge(
                setting.effect(),
                component + " default " + setting.defaultValue(),
                (some, more) -> some + ", " + more));
    return key
        + ": "
        + effects.entrySet().stream()
            .map(effect -> effect.getKey() + " (" + effect.getValue() + ")")
            .collect(Collectors.joining("; "));
  }

  /** Empty where the configuration has none, or a word in place of a number. */
  Optional<Object> defaultValue() {
    return declarations().isEmpty()
        ? ConfigurationHelp.defaultValue(key).flatMap(this::asValue)
        : Optional.empty();
  }

  private Optional<Object> asValue(Object defaultValue) {
    return Optional.ofNullable(
        switch (kind) {
          case NUMBER ->
              defaultValue instanceof Number number ? (Object) number.doubleValue() : null;
          case WHOLE -> defaultValue instanceof Number number ? (Object) number.intValue() : null;
          case WIDE -> defaultValue instanceof Number number ? (Object) number.longValue() : null;
          case FLAG, TEXT -> defaultValue;
          case TEXTS -> new String[] {defaultValue.toString()};
          case WHOLES ->
              ((List<?>) defaultValue)
                  .stream().mapToInt(each -> ((Number) each).intValue()).toArray();
        });
  }

  /** A value as a configuration has it. */
  Object inConfiguration(Object value) {
    return switch (kind) {
      case TEXTS -> {
        String[] texts = (String[]) value;
        yield texts.length == 1 ? texts[0] : List.of(texts);
      }
      case WHOLES -> Arrays.stream((int[]) value).boxed().toList();
      default -> value;
    };
  }
}
