package io.fallline.scorer;

import io.fallline.core.network.Predictor;
import io.fallline.model.LabelClasses;

/**
 * What a model says of a row.
 *
 * @param value the class, as the training data had it, a Double, a Boolean or a String; or the
 *     number that is predicted, a Double
 * @param probabilities of the classes, in the order of {@link Scorer#classes}; empty where numbers
 *     are predicted, and for hinge losses
 * @param scores raw, as the last layer gives them
 */
public record Prediction(Object value, double[] probabilities, double[] scores) {
  private static final double[] NONE = {};

  /**
   * The same for {@code predict} and for a scorer.
   *
   * @param classes null where a number is predicted
   * @param scores of one row
   */
  public static Prediction of(Predictor predictor, LabelClasses classes, double[] scores) {
    return new Prediction(
        classes == null
            ? (Object) predictor.response(scores)
            : classes.value(Predictor.classOf(scores)),
        predictor.hasProbabilities() ? predictor.probabilities(scores) : NONE,
        scores);
  }
}
