package io.fallline.configuration;

import java.lang.reflect.RecordComponent;
import java.util.Locale;

/**
 * A key as its record's component declares it.
 *
 * @param path the sections before it and its name, such as {@code training.stop.loss}
 */
record DeclaredKey(String path, RecordComponent component, ConfigKey declaration) {

  static String nameOf(RecordComponent component) {
    ConfigKey declaration = component.getAnnotation(ConfigKey.class);
    return declaration == null || declaration.name().isEmpty()
        ? component.getName()
        : declaration.name();
  }

  String name() {
    return nameOf(component);
  }

  String expected() {
    return declaration.expected();
  }

  NumberInterval interval() {
    return NumberInterval.parse(declaration.interval());
  }

  /** Whether {@code auto} is its default, and so the word for no number. */
  boolean isAutoByDefault() {
    return declaration.defaultValue().equals("auto");
  }

  @SuppressWarnings("unchecked") // the declaration pairs a component with the type that reads it
  KeyType<Object> type() {
    try {
      return (KeyType<Object>) declaration.type().getDeclaredConstructor().newInstance();
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(path + " is declared with a type that cannot be made", e);
    }
  }

  /**
   * The numbers that a key allows; NaN and infinity are in no interval.
   *
   * @param text as a declaration spells it: {@code (0, )}, {@code [0, 1)} or nothing
   * @param low negative infinity: no lower bound
   * @param high infinity: no upper bound
   */
  record NumberInterval(String text, double low, double high) {

    static NumberInterval parse(String text) {
      if (text.isEmpty()) {
        return new NumberInterval(text, Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY);
      }
      String[] bounds = text.substring(1, text.length() - 1).split(",", 2);
      return new NumberInterval(
          text,
          Double.parseDouble(bounds[0]),
          bounds[1].isBlank() ? Double.POSITIVE_INFINITY : Double.parseDouble(bounds[1]));
    }

    boolean contains(double x) {
      boolean above = text.startsWith("(") ? x > low : x >= low;
      boolean below = text.endsWith(")") ? x < high : x <= high;
      return above && below && Double.isFinite(x);
    }

    /**
     * {@code a number above 0}, {@code a whole number of 1 or more}, {@code a number in [0, 1)}.
     */
    String expected(boolean whole) {
      String kind = whole ? "a whole number" : "a number";
      if (text.isEmpty()) {
        return kind;
      }
      if (Double.isInfinite(high)) {
        return kind
            + (text.startsWith("(") ? " above " + shown(low) : " of " + shown(low) + " or more");
      }
      return kind + (whole ? " from " + shown(low) + " to " + shown(high) : " in " + text);
    }

    private static String shown(double bound) {
      return String.format(Locale.ROOT, "%.0f", bound);
    }
  }
}
