package io.fallline.core.setting;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.DoublePredicate;

/**
 * The hyperparameters that a person set for one named component (a rule, a loss, a schedule). The
 * component reads them in its constructor, so that each default stands once, where it is used; what
 * was read is remembered, which is how help, documentation and checks know the settings. Each is
 * read by its name, with its default and its effect in words.
 */
public final class Hyperparameters {
  private final Map<String, Object> values;
  private final Map<String, Setting> asked = new LinkedHashMap<>();

  private Hyperparameters(Map<String, ?> values) {
    this.values = new LinkedHashMap<>(values);
  }

  /** What a person set, by name. */
  public static Hyperparameters of(Map<String, ?> values) {
    return new Hyperparameters(values);
  }

  /** Nothing set: every hyperparameter has its default. */
  public static Hyperparameters defaults() {
    return new Hyperparameters(Map.of());
  }

  /** A share, such as the decay of a running mean: a number in [0, 1). */
  public double fraction(String name, double defaultValue, String effect) {
    return number(name, defaultValue, "a number in [0, 1)", x -> x >= 0 && x < 1, effect);
  }

  public double positive(String name, double defaultValue, String effect) {
    return number(name, defaultValue, "a number above 0", x -> x > 0 && Double.isFinite(x), effect);
  }

  public double notNegative(String name, double defaultValue, String effect) {
    return number(
        name, defaultValue, "a number of 0 or more", x -> x >= 0 && Double.isFinite(x), effect);
  }

  /** A number with a condition of its own; {@code expected} completes "expected …". */
  public double number(
      String name, double defaultValue, String expected, DoublePredicate fits, String effect) {
    Object value = ask(new Setting(name, defaultValue, expected, effect));
    if (value instanceof Number number && fits.test(number.doubleValue())) {
      return number.doubleValue();
    }
    throw refused(name, value, expected);
  }

  /** A whole number of at least 1. */
  public int count(String name, int defaultValue, String effect) {
    String expected = "a whole number of 1 or more";
    Object value = ask(new Setting(name, defaultValue, expected, effect));
    if (value instanceof Number number
        && number.doubleValue() == number.intValue()
        && number.intValue() >= 1) {
      return number.intValue();
    }
    throw refused(name, value, expected);
  }

  public boolean flag(String name, boolean defaultValue, String effect) {
    String expected = "true or false";
    Object value = ask(new Setting(name, defaultValue, expected, effect));
    if (value instanceof Boolean flag) {
      return flag;
    }
    throw refused(name, value, expected);
  }

  /** What has been asked for so far, in that order. */
  public List<Setting> asked() {
    return new ArrayList<>(asked.values());
  }

  /** Refuses whatever was set but never asked for. */
  public void requireNoOthers(String owner) {
    Set<String> unknown = new TreeSet<>(values.keySet());
    unknown.removeAll(asked.keySet());
    for (String name : unknown) {
      String has =
          asked.isEmpty() ? "it has none" : owner + " has " + String.join(", ", asked.keySet());
      String meant = NameSuggestion.didYouMean(name, asked.keySet());
      throw new SettingException(
          name, name + " is not a setting of " + owner + meant + " (" + has + ")");
    }
  }

  private Object ask(Setting setting) {
    asked.put(setting.name(), setting);
    return values.getOrDefault(setting.name(), setting.defaultValue());
  }

  private static SettingException refused(String name, Object found, String expected) {
    return new SettingException(name, name + " is " + found + ", expected " + expected);
  }

  /**
   * A setting that a component has asked for.
   *
   * @param name as the configuration spells it
   * @param defaultValue the value taken when nobody sets it
   * @param expected what a value must be, in words: {@code "a number in [0, 1)"}
   * @param effect what a value does, in words: {@code "decay of the running mean of gradients;
   *     closer to 1 remembers longer"}
   */
  public record Setting(String name, Object defaultValue, String expected, String effect) {}
}
