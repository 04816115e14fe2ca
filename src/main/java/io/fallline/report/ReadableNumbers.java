package io.fallline.report;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Locale;

/** The formats of numbers for people, the same in every locale. */
public final class ReadableNumbers {
  private static final MathContext FOUR_DIGITS = new MathContext(4);

  /** Float64 numbers below are exact to the unit. */
  private static final double LARGEST_COUNT = 1L << 53;

  private static final String[] THOUSANDS = {"", "k", "M", "G", "T"};

  private ReadableNumbers() {}

  /** A text of numbers and words, by a format as {@link String#format} has it. */
  public static String sentence(String format, Object... parts) {
    return String.format(Locale.ROOT, format, parts);
  }

  /** Four significant digits: 0.1235, 12.35, 12350, 1.235e-7. */
  public static String significant(double number) {
    if (!Double.isFinite(number)) {
      return Double.toString(number);
    }
    BigDecimal rounded = new BigDecimal(number).round(FOUR_DIGITS);
    if (rounded.signum() == 0) {
      return "0";
    }
    int exponent = rounded.precision() - rounded.scale() - 1;
    if (exponent >= -4 && exponent <= 6) {
      return plain(rounded);
    }
    return plain(rounded.scaleByPowerOfTen(-exponent)) + "e" + exponent;
  }

  /** Thousands set apart by commas. */
  public static String count(long number) {
    return String.format(Locale.ROOT, "%,d", number);
  }

  /**
   * A sum of weights, which are a count where every row weighs 1: exact where it is whole, and
   * never rounded before the point: 45,671, 1,204.5, 12.35.
   */
  public static String amount(double number) {
    if (number == Math.rint(number) && Math.abs(number) < LARGEST_COUNT) {
      return count((long) number);
    }
    return Math.abs(number) >= 1000 && Math.abs(number) < LARGEST_COUNT
        ? String.format(Locale.ROOT, "%,.1f", number)
        : significant(number);
  }

  /** So many a second: 950/s, 41.2k/s, 1.2M/s. */
  public static String perSecond(double number) {
    if (!Double.isFinite(number)) {
      return "-/s";
    }
    int unit = 0;
    double scaled = number;
    while (scaled >= 999.95 && unit < THOUSANDS.length - 1) {
      scaled /= 1000;
      unit++;
    }
    return String.format(
        Locale.ROOT,
        unit == 0 && scaled >= 99.95 ? "%.0f%s/s" : "%.1f%s/s",
        scaled,
        THOUSANDS[unit]);
  }

  /** The two largest units: 4.2s, 45s, 3m12s, 1h02m, 2d03h. */
  public static String duration(double seconds) {
    if (!Double.isFinite(seconds) || seconds < 0) {
      return "-";
    }
    if (seconds < 9.95) {
      return String.format(Locale.ROOT, "%.1fs", seconds);
    }
    long whole = Math.round(seconds);
    if (whole < 60) {
      return whole + "s";
    }
    if (whole < 3600) {
      return String.format(Locale.ROOT, "%dm%02ds", whole / 60, whole % 60);
    }
    long minutes = Math.round(seconds / 60);
    if (minutes < 24 * 60) {
      return String.format(Locale.ROOT, "%dh%02dm", minutes / 60, minutes % 60);
    }
    long hours = Math.round(seconds / 3600);
    return String.format(Locale.ROOT, "%dd%02dh", hours / 24, hours % 24);
  }

  private static String plain(BigDecimal number) {
    return number.stripTrailingZeros().toPlainString();
  }
}
