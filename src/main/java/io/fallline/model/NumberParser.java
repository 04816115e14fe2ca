package io.fallline.model;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.Locale;
import java.util.Set;

/** Numbers as people write them. */
public final class NumberParser {
  private static final Set<String> MISSING = Set.of("", "na", "n/a", "nan", "null", "none", "?");

  private NumberParser() {}

  /** Whether a cell says that there is no value. */
  public static boolean isMissing(String text) {
    return text.length() <= 6 && MISSING.contains(text.strip().toLowerCase(Locale.ROOT));
  }

  /**
   * The number, or null where the text is none; NaN and infinities are none (see {@link
   * #isInfinite}).
   */
  public static Double parse(String text) {
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

  public static boolean isInfinite(String text) {
    String name = text.strip().toLowerCase(Locale.ROOT);
    if (name.startsWith("+") || name.startsWith("-")) {
      name = name.substring(1);
    }
    return name.equals("inf") || name.equals("infinity");
  }

  /** Whether this would be a number if its comma were a point: 3,5 or 1.234,5. */
  public static boolean hasDecimalComma(String text) {
    return text.strip().matches("[+-]?[0-9.\u00a0\u202f ]*[0-9],[0-9]+([eE][+-]?[0-9]+)?");
  }

  /** Of 1,234 nobody knows. */
  static boolean mayGroupByComma(String text) {
    return text.strip().matches("[+-]?[1-9][0-9]{0,2},[0-9]{3}");
  }

  /**
   * Whole numbers without a fraction, others by the fewest digits that read as the same number. Not
   * by {@link Double#toString}, which has a digit too many for some before Java 19: the text may be
   * a category, and then every result hangs on it.
   */
  public static String show(double value) {
    if (value == Math.rint(value) && Math.abs(value) < 1e15) {
      return Long.toString((long) value);
    }
    if (Double.isNaN(value)) {
      return "NaN";
    }
    if (Double.isInfinite(value)) {
      return value > 0 ? "Infinity" : "-Infinity";
    }
    return laidOut(fewestDigits(value));
  }

  private static BigDecimal fewestDigits(double value) {
    BigDecimal exact = new BigDecimal(value);
    // whatever has up to fifteen digits is what the fifteenth rounds to, but for subnormal numbers
    int digits = Math.abs(value) < Double.MIN_NORMAL ? 2 : 15;
    BigDecimal rounded = exact.round(new MathContext(digits, RoundingMode.HALF_EVEN));
    while (rounded.doubleValue() != value) {
      digits++;
      rounded = exact.round(new MathContext(digits, RoundingMode.HALF_EVEN));
    }
    return rounded.stripTrailingZeros();
  }

  /** As Java lays them out: 0.001, 1.25, 1.0E7. */
  private static String laidOut(BigDecimal number) {
    int exponent = number.precision() - number.scale() - 1;
    if (exponent >= -3 && exponent < 7) {
      return number.toPlainString();
    }
    String digits = number.unscaledValue().abs().toString();
    return (number.signum() < 0 ? "-" : "")
        + digits.charAt(0)
        + '.'
        + (digits.length() == 1 ? "0" : digits.substring(1))
        + 'E'
        + exponent;
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
