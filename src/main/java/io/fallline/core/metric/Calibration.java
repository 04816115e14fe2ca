package io.fallline.core.metric;

import java.util.ArrayList;
import java.util.List;
import java.util.function.DoubleUnaryOperator;

/**
 * The calibration of a model: of the rows that it gives about the same probability of class 1, how
 * many are of class 1.
 *
 * @param bins of equal width, by ascending probability; those without rows are left out
 */
public record Calibration(List<Bin> bins) {
  private static final int BINS = 10;

  /**
   * @param predicted the mean probability
   * @param observed the share of class 1
   */
  public record Bin(double weight, double predicted, double observed) {}

  public Calibration {
    bins = List.copyOf(bins);
  }

  static Calibration of(ScoreRanking ranking, DoubleUnaryOperator probability) {
    double[] weights = new double[BINS];
    double[] predicted = new double[BINS];
    double[] positives = new double[BINS];
    for (int i = 0; i < ranking.size(); i++) {
      double p = probability.applyAsDouble(ranking.score(i));
      int bin = (int) Math.min(BINS - 1, p * BINS);
      double weight = ranking.negative(i) + ranking.positive(i);
      weights[bin] += weight;
      predicted[bin] += weight * p;
      positives[bin] += ranking.positive(i);
    }
    List<Bin> bins = new ArrayList<>();
    for (int bin = 0; bin < BINS; bin++) {
      if (weights[bin] > 0) {
        bins.add(
            new Bin(weights[bin], predicted[bin] / weights[bin], positives[bin] / weights[bin]));
      }
    }
    return new Calibration(bins);
  }
}
