package io.fallline.configuration;

import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigValue;
import io.fallline.core.loss.Loss;
import io.fallline.core.setting.FactoryRegistry;
import io.fallline.core.setting.Hyperparameters;
import io.fallline.core.setting.Hyperparameters.Setting;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What a configuration can say, for the help: every key with its default, and every name with its
 * settings.
 */
public final class ConfigurationHelp {
  private ConfigurationHelp() {}

  public static List<String> lines() {
    List<String> lines = new ArrayList<>();
    lines.add("The configuration (HOCON), with its defaults:");
    lines.add("");
    DefaultSettings.text().lines().map(line -> "  " + line).forEach(lines::add);
    for (Map.Entry<String, FactoryRegistry<?>> kind :
        ComponentRegistries.all().byKey().entrySet()) {
      lines.add("");
      lines.add(kind.getKey() + " is one of these, with its settings:");
      for (String name : kind.getValue().names()) {
        lines.add("  " + name + settings(kind.getValue().settingsOf(name)));
      }
    }
    return lines;
  }

  /** All keys, as {@code training.batchSize}, in the order of their declaration. */
  public static List<String> keys() {
    return declared().map(DeclaredKey::path).toList();
  }

  /** The keys that are Params of estimators, in the order of their declaration. */
  public static List<ParamKey> params() {
    return declared()
        .filter(key -> !key.declaration().param().isEmpty())
        .map(key -> new ParamKey(key.declaration().param(), key.path(), key.type().paramType(key)))
        .toList();
  }

  /**
   * A key that is a Param of estimators.
   *
   * @param type the Java type of the Param's values
   */
  public record ParamKey(String param, String key, Class<?> type) {}

  private static Stream<DeclaredKey> declared() {
    return SectionSchema.keys(JobConfiguration.class).stream();
  }

  /** The value of a key that nobody sets: a number, text, flag or list; empty where it is null. */
  public static Optional<Object> standard(String key) {
    return Optional.ofNullable(value(key).unwrapped());
  }

  /** What a key does, in a line. */
  public static String meaning(String key) {
    return SectionSchema.key(JobConfiguration.class, key).declaration().description();
  }

  private static ConfigValue value(String key) {
    ConfigValue value = DefaultSettings.read().root();
    for (String step : key.split("\\.")) {
      value = ((ConfigObject) value).get(step);
    }
    return value;
  }

  /**
   * What the parts of a kind read beside the section's own keys: by setting, the parts that read it
   * with the default of each.
   *
   * @param kind the key that names a part, such as {@code optimizer.rule}
   */
  public static Map<String, Map<String, Object>> settingsOfParts(String kind) {
    Map<String, Map<String, Object>> settings = new TreeMap<>();
    FactoryRegistry<?> parts = ComponentRegistries.all().byKey().get(kind);
    for (String part : parts.names()) {
      for (Setting setting : parts.settingsOf(part)) {
        settings
            .computeIfAbsent(setting.name(), name -> new LinkedHashMap<>())
            .put(part, setting.standard());
      }
    }
    return settings;
  }

  /** The losses whose labels are classes. */
  public static List<String> lossesOfClasses() {
    return losses(true);
  }

  /** The losses whose labels are numbers. */
  public static List<String> lossesOfNumbers() {
    return losses(false);
  }

  /** Whether a loss of classes turns scores into probabilities. */
  public static boolean hasProbabilities(String loss) {
    return ComponentRegistries.all()
        .losses()
        .create(loss, Hyperparameters.defaults())
        .hasProbabilities();
  }

  private static List<String> losses(boolean ofClasses) {
    FactoryRegistry<Loss> losses = ComponentRegistries.all().losses();
    return losses.names().stream()
        .filter(
            name -> losses.create(name, Hyperparameters.defaults()).labels().isClass() == ofClasses)
        .toList();
  }

  private static String settings(List<Setting> settings) {
    return settings.stream()
        .map(setting -> setting.name() + " = " + setting.standard())
        .collect(Collectors.joining(", ", settings.isEmpty() ? "" : ": ", ""));
  }
}
