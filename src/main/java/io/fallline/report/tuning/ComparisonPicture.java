package io.fallline.report.tuning;

import io.fallline.report.chart.Picture;

/** {@code compare.svg}: the curves of a comparison, with the runs' names, the best first. */
public final class ComparisonPicture {
  private ComparisonPicture() {}

  public static String of(Comparison comparison) {
    Curves curves = Curves.ranked(comparison);
    return Picture.of(
        comparison.name() + ": " + curves.title(), curves.chart(), curves.names(), curves.note());
  }
}
