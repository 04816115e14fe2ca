package io.fallline.core.setting;

import io.fallline.core.setting.Hyperparameters.Setting;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/**
 * A registry of components of one kind (rules, losses, …), by the name that configuration, help and
 * files use.
 */
public final class FactoryRegistry<T> {
  private final String kind;
  private final Map<String, Function<Hyperparameters, T>> factories = new LinkedHashMap<>();

  /**
   * @param kind the singular, for messages: {@code "rule"}
   */
  public FactoryRegistry(String kind) {
    this.kind = kind;
  }

  /**
   * Registers a component.
   *
   * @param name as configuration, help and files spell it
   * @param factory makes the component from its settings
   */
  public FactoryRegistry<T> add(String name, Function<Hyperparameters, T> factory) {
    if (factories.putIfAbsent(name, factory) != null) {
      throw new IllegalStateException("two " + kind + "s are named " + name);
    }
    return this;
  }

  /**
   * Makes the component of this name.
   *
   * @throws SettingException if there is no such name, or a setting does not fit; settings never
   *     asked for are left alone
   */
  public T create(String name, Hyperparameters settings) {
    Function<Hyperparameters, T> factory = factories.get(name);
    if (factory == null) {
      throw new SettingException(kind, NameSuggestion.unknown(name, kind, names()));
    }
    return factory.apply(settings);
  }

  /** All names, in the order in which they were added. */
  public Set<String> names() {
    return new LinkedHashSet<>(factories.keySet());
  }

  /** The settings that the component of this name reads, with their defaults. */
  public List<Setting> settingsOf(String name) {
    Hyperparameters settings = Hyperparameters.defaults();
    create(name, settings);
    return settings.asked();
  }
}
