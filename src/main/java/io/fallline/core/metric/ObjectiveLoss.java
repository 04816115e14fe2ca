package io.fallline.core.metric;

import io.fallline.core.loss.LabelKind;
import io.fallline.core.loss.Loss;
import java.util.Arrays;

/**
 * The loss that training makes small, penalties aside, over evaluated rows: each counts by its
 * weight times the factor of its class. It can be computed from an {@link Evaluation} for the
 * evaluated model, and for any model that gives every row the same scores.
 *
 * @param factors of the classes; null where they count alike
 */
public record ObjectiveLoss(Loss loss, double[] factors) {
  /** e to this is beyond all counts and odds; a class that no row has would be infinitely far. */
  private static final double FURTHEST = 30;

  /** Of the model that was evaluated; NaN where no row weighs anything. */
  public double of(Evaluation evaluation) {
    if (factors == null) {
      return ofSum(evaluation.lossSum(), evaluation);
    }
    double sum = 0;
    for (int c = 0; c < factors.length; c++) {
      sum += factors[c] * evaluation.lossSumOf(c);
    }
    return ofSum(sum, evaluation);
  }

  /**
   * The least that a constant has: of the mean, the median or a quantile of the labels, of the
   * classes' shares as probabilities, as the loss may be. Where labels are grouped, as {@link
   * ConstantPredictionTargets} are, it is right to a small part of itself.
   */
  public double ofBestConstant(Evaluation evaluation) {
    return loss.labels().hasManyScores()
        ? ofConstant(logShares(evaluation), evaluation)
        : ofSum(evaluation.targets().least(loss, factors), evaluation);
  }

  /**
   * The scores of the best constant model, no further from 0 than {@link #FURTHEST}: the mean, the
   * median or a quantile of the labels, log-odds, the logarithm of a rate, as the loss may be.
   */
  public double[] bestConstant(Evaluation evaluation) {
    if (!loss.labels().hasManyScores()) {
      double score = evaluation.targets().best(loss, factors);
      return new double[] {loss.labels() == LabelKind.NUMBER ? score : nearZero(score)};
    }
    double[] scores = logShares(evaluation);
    Arrays.setAll(scores, c -> nearZero(scores[c]));
    return scores;
  }

  private static double nearZero(double score) {
    return Math.max(-FURTHEST, Math.min(FURTHEST, score));
  }

  /** How far labels lie from their median, see {@link ConstantPredictionTargets#spread}. */
  public double labelSpread(Evaluation evaluation) {
    return evaluation.targets().spread();
  }

  /** Of the model that gives every row these scores, to which the row's offset is added. */
  public double ofConstant(double[] scores, Evaluation evaluation) {
    if (!loss.labels().hasManyScores()) {
      return ofSum(evaluation.targets().at(scores[0], loss, factors), evaluation);
    }
    double[] weights = classWeights(evaluation);
    double[] losses = loss.ofEachClass(scores);
    double sum = 0;
    for (int c = 0; c < weights.length; c++) { // of no rows there are none
      sum += weights[c] > 0 ? weights[c] * losses[c] : 0;
    }
    return ofSum(sum, evaluation);
  }

  private double ofSum(double sum, Evaluation evaluation) {
    double weight = weight(evaluation);
    return weight > 0 ? loss.ofBatch(sum, weight) : Double.NaN;
  }

  private double weight(Evaluation evaluation) {
    if (factors == null) {
      return evaluation.weight();
    }
    double weight = 0;
    for (double each : classWeights(evaluation)) {
      weight += each;
    }
    return weight;
  }

  /** The labels' weights, times their factors. */
  private double[] classWeights(Evaluation evaluation) {
    double[] weights = evaluation.confusion().labelled();
    if (factors != null) {
      Arrays.setAll(weights, c -> weights[c] * factors[c]);
    }
    return weights;
  }

  /** The scores whose probabilities are the classes' shares. */
  private double[] logShares(Evaluation evaluation) {
    double[] weights = classWeights(evaluation);
    double total = weight(evaluation);
    Arrays.setAll(weights, c -> StrictMath.log(weights[c] / total));
    return weights;
  }
}
