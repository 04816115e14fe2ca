package io.fallline.report.chart;

import io.fallline.report.ReadableNumbers;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * An axis of a plot: its range of numbers, linear or logarithmic, and its ticks.
 *
 * @param from stands at 0
 * @param to stands at 1
 */
public record Axis(String name, double from, double to, boolean logarithmic) {
  /** Positive numbers that differ by more than this factor get a logarithmic axis. */
  private static final double WIDE = 30;

  private static final double MARGIN = 0.05;
  private static final int MOST_TICKS = 6;

  /** In lengths of the axis; browsers take pixels as float32. */
  private static final double FURTHEST = 1e3;

  private static final MathContext FOUR_DIGITS = new MathContext(4);

  public Axis {
    // room around the largest numbers would have none
    from = Math.max(-Double.MAX_VALUE, from);
    to = Math.min(Double.MAX_VALUE, to);
  }

  /** From the first number to the last, both at the very ends. */
  public static Axis between(String name, double from, double to) {
    return from < to
        ? new Axis(name, from, to, false)
        : new Axis(name, from - spread(from), from + spread(from), false);
  }

  /** For all these numbers with some room around them; those that are not finite do not count. */
  public static Axis fitting(String name, List<double[]> numbers) {
    double least = Double.POSITIVE_INFINITY;
    double greatest = Double.NEGATIVE_INFINITY;
    for (double[] some : numbers) {
      for (double number : some) {
        if (Double.isFinite(number)) {
          least = Math.min(least, number);
          greatest = Math.max(greatest, number);
        }
      }
    }
    if (least > greatest) {
      return new Axis(name, 0, 1, false);
    }
    if (least > 0 && greatest / least > WIDE) {
      double room = Math.pow(greatest / least, MARGIN);
      return new Axis(
          name,
          Math.max(Double.MIN_NORMAL, least / room),
          Math.min(Double.MAX_VALUE, greatest * room),
          true);
    }
    // halves, as the difference of two doubles need not be one
    double room = 2 * MARGIN * (greatest / 2 - least / 2);
    return room > 0
        ? new Axis(name, least - room, greatest + room, false)
        : between(name, least, greatest);
  }

  private static double spread(double number) {
    return number == 0 ? 1 : Math.abs(number) / 10;
  }

  /** 0 at the beginning, 1 at the end, and never beyond. */
  public double at(double number) {
    return Math.max(0, Math.min(1, position(number)));
  }

  /** 0 at the beginning, 1 at the end, less or more beyond them, as far as pictures can take it. */
  double position(double number) {
    double share =
        logarithmic
            ? Math.log(number / from) / Math.log(to / from)
            : (number / 2 - from / 2) / (to / 2 - from / 2);
    return Math.max(-FURTHEST, Math.min(FURTHEST, share));
  }

  /** The number that stands there: what {@link #at} undoes. */
  double number(double share) {
    return logarithmic ? from * Math.pow(to / from, share) : from + share * (to - from);
  }

  /** Round numbers, a few, ascending. */
  public List<Double> ticks() {
    return logarithmic && to / from > 1000 ? powersOfTen() : logarithmic ? oneTwoFive() : even();
  }

  private List<Double> even() {
    double step = Math.pow(10, Math.floor(Math.log10(to / 2 - from / 2)));
    for (double factor : new double[] {0.2, 0.5, 1, 2, 5}) {
      if ((to - from) / (step * factor) <= MOST_TICKS) {
        step *= factor;
        break;
      }
    }
    List<Double> ticks = new ArrayList<>();
    // a little less, for 0.1 is not quite a tenth
    double last = Math.floor(to / step * (1 + 1e-12) + 1e-9);
    for (double i = Math.ceil(from / step - 1e-9); i <= last; i++) {
      ticks.add(i * step + 0.0); // -0 becomes 0
    }
    return ticks;
  }

  private List<Double> powersOfTen() {
    int first = (int) Math.ceil(Math.log10(from));
    int last = (int) Math.floor(Math.log10(to));
    int every = 1 + (last - first) / MOST_TICKS;
    List<Double> ticks = new ArrayList<>();
    for (int power = first; power <= last; power += every) {
      ticks.add(Math.pow(10, power));
    }
    return ticks;
  }

  private List<Double> oneTwoFive() {
    List<Double> ticks = new ArrayList<>();
    for (int power = (int) Math.floor(Math.log10(from)); Math.pow(10, power) <= to; power++) {
      for (int factor : new int[] {1, 2, 5}) {
        double tick = factor * Math.pow(10, power);
        if (tick >= from && tick <= to && (factor != 2 || to / from < 200)) {
          ticks.add(tick);
        }
      }
    }
    return ticks;
  }

  /** A number beside its tick: 0.25, 300, 12k, 1e-5. */
  static String label(double number) {
    String[] units = {"k", "M", "G", "T"};
    double scaled = number;
    int unit = -1;
    while (Math.abs(scaled) >= 1000 && unit < units.length - 1 && Math.abs(number) >= 10_000) {
      scaled /= 1000;
      unit++;
    }
    if (unit >= 0 && number == Math.rint(number) && Math.abs(number) < 1e9) {
      double shown = new BigDecimal(scaled).round(FOUR_DIGITS).doubleValue();
      if (Math.rint(shown * Math.pow(1000, unit + 1)) != number) {
        return ReadableNumbers.count(
            (long) number); // a tick among large numbers close to each other
      }
    }
    return Math.abs(scaled) >= 10_000
        ? String.format(Locale.ROOT, "%.0e", number)
        : ReadableNumbers.significant(scaled) + (unit < 0 ? "" : units[unit]);
  }
}
