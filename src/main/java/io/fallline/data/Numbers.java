package io.fallline.data;

import java.util.Locale;
import java.util.Set;

/** Numbers as people write them. */
final class Numbers {
  private static final Set<String> MISSING = Set.of("", "na", "n/a", "nan", "null", "none", "?");

  private Numbers() {}

  /** Whether a cell says that there is no value. */
  static boolean isMissing(String text) {
    return text.length() <= 6 && MISSING.contains(text.strip().toLowerCase(Locale.ROOT));
  }

  /**
   * The number, or null where the text is none; NaN and infinities are none (see {@link
   * #isInfinite}).
   */
  static Double parse(String text) {
    String stripped = text.strip();
    if (stripped.isEmpty() || !looksLikeNumber(stripped)) {
      return null;
    }
    try {
      return Double.parseDouble(stripped);
    } catch (NumberFormatException notANumber) {
      return null;
    }
  }

  static boolean isInfinite(String text) {
    String name = text.strip().toLowerCase(Locale.ROOT);
    if (name.startsWith("+") || name.startsWith("-")) {
      name = name.substring(1);
    }
    return name.equals("inf") || name.equals("infinity");
  }

  /** Whole numbers without a fraction, others as Java prints them. */
  static String show(double value) {
    if (value == Math.rint(value) && Math.abs(value) < 1e15) {
      return Long.toString((long) value);
    }
    return Double.toString(value);
  }

  /** Java also reads {@code 1d}, {@code 0x1p3} and {@code NaN}; a person does not. */
  private static boolean looksLikeNumber(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      boolean part =
          (c >= '0' && c <= '9') || c == '.' || c == '-' || c == '+' || c == 'e' || c == 'E';
      if (!part) {
        return false;
      }
    }
    return true;
  }
}
