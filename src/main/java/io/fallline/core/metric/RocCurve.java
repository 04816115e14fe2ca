package io.fallline.core.metric;

import java.util.Arrays;

/**
 * The ROC curve: the share of class 0 and the share of class 1 that score above a threshold, as the
 * threshold falls: from (0, 0) to (1, 1).
 *
 * <p>Vertices nearer to the last one than a small step are left out, so that a curve stays small
 * whatever the number of scores; those that are there are exact.
 */
public record RocCurve(double[] falsePositiveRates, double[] truePositiveRates) {
  /** Two are this far apart at least, along both axes together. */
  private static final double STEP = 1 / 200.0;

  /** One that is no number is above all others, so the last tells of all. */
  static boolean isDefined(ScoreRanking ranking) {
    return Double.isFinite(ranking.auc());
  }

  static RocCurve of(ScoreRanking ranking) {
    double negatives = 0;
    double positives = 0;
    for (int i = 0; i < ranking.size(); i++) {
      negatives += ranking.negative(i);
      positives += ranking.positive(i);
    }
    Points points = new Points();
    points.add(0, 0);
    double falsePositives = 0;
    double truePositives = 0;
    for (int i = ranking.size() - 1; i > 0; i--) {
      falsePositives += ranking.negative(i);
      truePositives += ranking.positive(i);
      points.addIfFar(falsePositives / negatives, truePositives / positives);
    }
    points.add(1, 1);
    return new RocCurve(Arrays.copyOf(points.x, points.size), Arrays.copyOf(points.y, points.size));
  }

  private static final class Points {
    private final double[] x = new double[(int) (2 / STEP) + 3];
    private final double[] y = new double[x.length];
    private int size;

    void addIfFar(double falsePositiveRate, double truePositiveRate) {
      if (falsePositiveRate - x[size - 1] + truePositiveRate - y[size - 1] >= STEP) {
        add(falsePositiveRate, truePositiveRate);
      }
    }

    void add(double falsePositiveRate, double truePositiveRate) {
      x[size] = falsePositiveRate;
      y[size] = truePositiveRate;
      size++;
    }
  }
}
