package io.fallline.configuration;

import io.fallline.configuration.hocon.HoconScalars;
import io.fallline.core.setting.FactoryRegistry;
import io.fallline.core.setting.Hyperparameters;
import io.fallline.core.setting.Hyperparameters.Setting;
import io.fallline.core.setting.NameSuggestion;
import io.fallline.core.setting.SettingException;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/**
 * The settings of named components (rules, losses, schedules) that stand in a section beside its
 * own keys. Numbers are Double whatever their spelling, so that equal settings are equal.
 */
final class ComponentSettings {
  private final SectionReader section;
  private final Collection<String> own;
  private final Map<String, Object> given = new LinkedHashMap<>();

  /**
   * @param own the section's own keys, which are no settings
   */
  ComponentSettings(SectionReader section, Collection<String> own) {
    this.section = section;
    this.own = own;
    for (String key : section.keys()) {
      if (!own.contains(key)) {
        given.put(key, scalar(key));
      }
    }
  }

  /** All that this component reads; whatever else was set is refused. */
  Map<String, Object> ofOnly(FactoryRegistry<?> parts, String name) {
    Hyperparameters settings = Hyperparameters.of(given);
    try {
      parts.create(name, settings);
      settings.requireNoOthers(name);
    } catch (SettingException e) {
      boolean known =
          settings.asked().stream().anyMatch(setting -> setting.name().equals(e.setting()));
      throw refused(e, known ? "" : ownKeyMeant(e));
    }
    return inForce(settings);
  }

  /** A misspelt key of the section itself, where the component has none that is nearer. */
  private String ownKeyMeant(SettingException error) {
    return error.getMessage().contains("did you mean")
        ? ""
        : NameSuggestion.didYouMean(error.setting(), own);
  }

  /** All that this component reads; settings of the other parts may be there, and must fit them. */
  Map<String, Object> ofAny(FactoryRegistry<?> parts, String name) {
    Map<String, Object> inForce = Map.of();
    for (String each : parts.names()) {
      Hyperparameters settings = Hyperparameters.of(given);
      try {
        parts.create(each, settings);
      } catch (SettingException e) {
        throw refused(e, "");
      }
      inForce = each.equals(name) ? inForce(settings) : inForce;
    }
    return inForce;
  }

  /** What all parts of a registry read. */
  static Set<String> namesOf(FactoryRegistry<?> parts) {
    Set<String> names = new LinkedHashSet<>();
    parts
        .names()
        .forEach(
            component -> parts.settingsOf(component).forEach(setting -> names.add(setting.name())));
    return names;
  }

  private RuntimeException refused(SettingException error, String hint) {
    String key = error.setting();
    String message = error.getMessage() + hint;
    return section.failure(
        key, message.startsWith(key + " ") ? message.substring(key.length() + 1) : ": " + message);
  }

  private Map<String, Object> inForce(Hyperparameters settings) {
    Map<String, Object> inForce = new LinkedHashMap<>();
    for (Setting setting : settings.asked()) {
      Object value = given.getOrDefault(setting.name(), setting.defaultValue());
      inForce.put(
          setting.name(), value instanceof Number number ? (Object) number.doubleValue() : value);
    }
    return inForce;
  }

  /** A number or flag as such, anything else as shown: the component will refuse it. */
  private Object scalar(String key) {
    var number = HoconScalars.number(section.value(key));
    if (number.isPresent()) {
      return number.getAsDouble();
    }
    var flag = HoconScalars.flag(section.value(key));
    return flag.isPresent() ? (Object) flag.get() : SectionReader.shown(section.value(key));
  }
}
