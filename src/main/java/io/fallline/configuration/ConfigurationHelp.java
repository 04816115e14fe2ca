package io.fallline.configuration;

import com.typesafe.config.Config;
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
    KeyDefaults.text().lines().map(line -> "  " + line).forEach(lines::add);
    for (Map.Entry<String, FactoryRegistry<?>> kind :
        ComponentRegistries.all().byKey().entrySet()) {
      lines.add("");
      lines.add(kind.getKey() + " is one of these, with its settings:");
      for (String name : kind.getValue().names()) {
        lines.add("  " + name + settings(kind.getValue().settingsOf(name)));
      }
      effects(kind.getValue())
          .forEach((setting, names) -> lines.add("    " + setting + " (" + names + ")"));
    }
    return lines;
  }

  /** Each setting with what it does, and the entries of a registry that read it so. */
  private static Map<String, String> effects(FactoryRegistry<?> registry) {
    Map<String, String> effects = new TreeMap<>();
    for (String name : registry.names()) {
      for (Setting setting : registry.settingsOf(name)) {
        effects.merge(
            setting.name() + ": " + setting.effect(), name, (some, more) -> some + ", " + more);
      }
    }
    return effects;
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
  public static Optional<Object> defaultValue(String key) {
    Config defaults = KeyDefaults.read();
    return defaults.getIsNull(key)
        ? Optional.empty()
        : Optional.of(defaults.getValue(key).unwrapped());
  }

  /** What a key does, in a line. */
  public static String meaning(String key) {
    return SectionSchema.key(JobConfiguration.class, key).declaration().description();
  }

  /**
   * The settings that components read beside the section's own keys: by the setting's name, its
   * declaration in each component that reads it.
   *
   * @param kind the key that names a component, such as {@code optimizer.rule}
   */
  public static Map<String, Map<String, Setting>> settingsOfComponents(String kind) {
    Map<String, Map<String, Setting>> settings = new TreeMap<>();
    FactoryRegistry<?> registry = ComponentRegistries.all().byKey().get(kind);
    for (String component : registry.names()) {
      for (Setting setting : registry.settingsOf(component)) {
        settings
            .computeIfAbsent(setting.name(), name -> new LinkedHashMap<>())
            .put(component, setting);
      }
    }
    return settings;
  }

  /** Whether a loss of classes turns scores into probabilities. */
  public static boolean hasProbabilities(String loss) {
    return ComponentRegistries.all()
        .losses()
        .create(loss, Hyperparameters.defaults())
        .hasProbabilities();
  }

  /** The losses whose labels are classes, or else numbers. */
  public static List<String> losses(boolean ofClasses) {
    FactoryRegistry<Loss> losses = ComponentRegistries.all().losses();
    return losses.names().stream()
        .filter(
            name -> losses.create(name, Hyperparameters.defaults()).labels().isClass() == ofClasses)
        .toList();
  }

  private static String settings(List<Setting> settings) {
    return settings.stream()
        .map(setting -> setting.name() + " = " + setting.defaultValue())
        .collect(Collectors.joining(", ", settings.isEmpty() ? "" : ": ", ""));
  }
}
