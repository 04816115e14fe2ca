package io.fallline.job.training;

import io.fallline.core.failure.Failure;
import io.fallline.core.metric.Evaluation;
import io.fallline.core.metric.ObjectiveLoss;
import io.fallline.report.ReadableNumbers;
import java.util.Arrays;
import java.util.Optional;

/**
 * The comparison of the final training loss with that of the first parameters and of the best
 * constant prediction. Training rows count, as they are what was to be fitted: on held-out rows a
 * model that overfits may be worse than a constant, and nothing has diverged.
 *
 * @param last of the final parameters; class weights count, penalties do not
 * @param first of the first parameters; NaN where it is not known
 * @param constant of the best constant prediction
 * @param blur an allowance for rounding: how much the constant's loss grows where its score is off
 *     in the last digits of float32
 * @param intercept whether the model can predict a constant
 * @param penalised whether penalties were made small too: parameters that are at an optimum of the
 *     loss may be left for smaller ones
 */
public record DivergenceCheck(
    double last, double first, double constant, double blur, boolean intercept, boolean penalised) {
  /**
   * A last step may lie this share of the way from the first parameters to the best constant beyond
   * either and counts as there: steps of a rate never rest. So it does within this share of the
   * constant's loss, where the first parameters are the best constant.
   */
  private static final double SHARE_OF_THE_WAY = 1e-3;

  /** Of a score: some of the last digits of float32, which the inputs' products are rounded to. */
  private static final double DIGITS = 0x1p-20;

  /** What float32 weights and grouped labels may differ by. */
  private static final double ROUNDING = 1e-6;

  /**
   * @param training the evaluation of the final parameters on all training rows
   */
  static DivergenceCheck of(
      Evaluation training, InitialLoss first, boolean intercept, boolean penalised) {
    ObjectiveLoss objective = first.objective();
    double constant = objective.ofBestConstant(training);
    return new DivergenceCheck(
        objective.of(training),
        first.lossOn(training),
        constant,
        training.weight() > 0 ? blur(objective, training, constant) : 0,
        intercept,
        penalised);
  }

  private static double blur(ObjectiveLoss objective, Evaluation training, double constant) {
    double[] scores = objective.bestConstant(training);
    double blur = 0;
    for (double factor : new double[] {1 - DIGITS, 1 + DIGITS}) {
      double[] near = Arrays.stream(scores).map(score -> score * factor).toArray();
      blur = Math.max(blur, objective.ofConstant(near, training) - constant);
    }
    return blur;
  }

  /**
   * @throws Failure (training) if the loss in the end is not finite
   */
  void requireFinite() {
    if (!Double.isFinite(last)) {
      throw new Failure(
          Failure.Kind.TRAINING,
          "the loss of the final parameters over all training rows is "
              + (Double.isNaN(last) ? "NaN" : "infinite")
              + "; expected a finite number: lower optimizer.learningRate, or set training.clipNorm");
    }
  }

  private boolean isWorseThanTheFirst() {
    return isWorseThan(first);
  }

  private boolean isWorseThanAConstant() {
    return isWorseThan(constant);
  }

  private boolean isWorseThan(double reference) {
    double share =
        SHARE_OF_THE_WAY * Math.max(finite(Math.abs(first - constant)), finite(Math.abs(constant)));
    return last > reference + ROUNDING * Math.abs(reference) + finite(blur) + share;
  }

  private static double finite(double distance) {
    return Double.isFinite(distance) ? distance : 0;
  }

  /** Why a version that came of it is not to be used; empty where it may be. */
  public Optional<String> obstacle() {
    return isWorseThanAConstant()
        ? Optional.of(
            "it is worse than a constant prediction: its loss over the training rows is "
                + ReadableNumbers.significant(last)
                + ", that of the best constant "
                + ReadableNumbers.significant(constant))
        : Optional.empty();
  }

  /** What is wrong, and what to do; empty where nothing is. */
  Optional<String> warning() {
    boolean nothing = isWorseThanAConstant();
    boolean worse = isWorseThanTheFirst() && (nothing || !penalised);
    if (!worse && !nothing) {
      return Optional.empty();
    }
    String losses =
        ": the loss over all training rows is "
            + ReadableNumbers.significant(last)
            + " in the end, "
            + (Double.isFinite(first)
                ? ReadableNumbers.significant(first) + " with the first parameters, "
                : "")
            + ReadableNumbers.significant(constant)
            + " with the best constant prediction; ";
    return Optional.of(
        worse
            ? (nothing ? "training has diverged" : "training ended worse than it began")
                + losses
                + "set a smaller learning rate (find-rate suggests one), or clip gradients"
            : "the model is worse than a constant prediction"
                + losses
                + "train longer or with a larger learning rate (find-rate suggests one), or bring"
                + " the label to a scale near 1"
                + (intercept ? "" : ", or let the model have an intercept"));
  }
}
