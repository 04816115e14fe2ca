package io.fallline.report.tuning;

import io.fallline.report.chart.SvgPicture;

/** {@code compare.svg}: the curves of a comparison, with the runs' names, the best first. */
public final class ComparisonPicture {
  private ComparisonPicture() {}

  public static String of(Comparison comparison) {
    ComparisonCurves curves = ComparisonCurves.ranked(comparison);
    return SvgPicture.of(
        comparison.name() + ": " + curves.title(), curves.chart(), curves.names(), curves.note());
  }
}
