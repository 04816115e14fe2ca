package io.fallline.core.setting;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/** The parts of one kind (rules, losses, …) by the name that configuration, help and files use. */
public final class Registry<T> {
  private final String kind;
  private final Map<String, Function<Settings, T>> factories = new LinkedHashMap<>();

  /**
   * @param kind the singular, for messages: {@code "rule"}
   */
  public Registry(String kind) {
    this.kind = kind;
  }

  public Registry<T> add(String name, Function<Settings, T> factory) {
    if (factories.putIfAbsent(name, factory) != null) {
      throw new IllegalStateException("two " + kind + "s are named " + name);
    }
    return this;
  }

  /**
   * @throws SettingException if there is no such name, or a setting does not fit; settings never
   *     asked for are left alone
   */
  public T create(String name, Settings settings) {
    Function<Settings, T> factory = factories.get(name);
    if (factory == null) {
      throw new SettingException(
          kind,
          name
              + " is not a "
              + kind
              + Names.didYouMean(name, names())
              + " (there are "
              + String.join(", ", names())
              + ")");
    }
    return factory.apply(settings);
  }

  public Set<String> names() {
    return new LinkedHashSet<>(factories.keySet());
  }

  /** The settings that the part of this name reads, with their defaults. */
  public List<Setting> settingsOf(String name) {
    Settings settings = Settings.defaults();
    create(name, settings);
    return settings.asked();
  }
}
