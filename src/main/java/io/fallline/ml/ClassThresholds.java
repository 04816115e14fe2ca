package io.fallline.ml;

import io.fallline.job.scoring.VectorScorer;
import java.io.Serializable;

/**
 * From scores to a class, as Spark's probabilistic models decide.
 *
 * @param thresholds null: the class with the highest score; else that with the largest ratio of
 *     probability to threshold
 */
record ClassThresholds(boolean hasProbabilities, double[] thresholds) implements Serializable {

  /**
   * @param thresholds null where there are none
   * @throws IllegalArgumentException if there is not one a class, as classes without one would
   *     never be predicted, or no probabilities to hold against them
   */
  static void requireFitting(
      String owner, double[] thresholds, int classes, boolean hasProbabilities) {
    if (thresholds != null && thresholds.length != classes) {
      throw new IllegalArgumentException(
          owner
              + ": thresholds has "
              + thresholds.length
              + " numbers, expected "
              + classes
              + ", one a class");
    }
    if (thresholds != null && !hasProbabilities) {
      throw ParamNames.refused(
          "%s: thresholds are set, but the loss of this model gives no probabilities to hold against "
              + "them; clear them and compare rawPrediction",
          owner);
    }
  }

  /** One score a class: a binary model's single one counts for the second and against the first. */
  static double[] perClass(double[] scores) {
    return scores.length == 1 ? new double[] {-scores[0], scores[0]} : scores;
  }

  double of(double[] raw, double[] probabilities) {
    if (thresholds == null) {
      return VectorScorer.classOf(raw);
    }
    double[] ratios = new double[thresholds.length];
    for (int c = 0; c < ratios.length; c++) {
      ratios[c] = thresholds[c] == 0 ? Double.POSITIVE_INFINITY : probabilities[c] / thresholds[c];
    }
    return VectorScorer.classOf(ratios);
  }
}
