package io.fallline.report.paths;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Numbers along one side of a plot.
 *
 * @param from stands at {@code start} pixels
 * @param to stands at {@code end} pixels
 */
record Scale(double from, double to, double start, double end) {
  private static final double[] FACTORS = {1, 2, 5, 10};

  double at(double number) {
    return start + (number - from) / (to - from) * (end - start);
  }

  /** Round numbers, at most so many and one. */
  List<Double> ticks(int most) {
    double step = StrictMath.pow(10, Math.floor(StrictMath.log10((to - from) / most)));
    for (double factor : FACTORS) {
      if ((to - from) / (factor * step) <= most) {
        step *= factor;
        break;
      }
    }
    List<Double> ticks = new ArrayList<>();
    for (double k = Math.ceil(from / step - 1e-9); k * step <= to + 1e-9 * step; k++) {
      ticks.add(k * step + 0.0); // -0 becomes 0
    }
    return ticks;
  }

  /** Pixels, to a tenth. */
  static String pixels(double number) {
    String text = String.format(Locale.ROOT, "%.1f", number);
    return text.endsWith(".0") ? text.substring(0, text.length() - 2) : text;
  }
}
