package io.fallline.core.train;

import io.fallline.core.metric.Evaluation;

/**
 * Which parameters a training with a finish results in: those of the finish, unless earlier ones are
 * better on the rows that are held out by more than chance. A model with many parameters for its
 * rows is best before its optimum; elsewhere the optimum is best, and of the states on the way some
 * will always seem better on a few held-out rows.
 *
 * <p>What chance does: with H the second derivatives of the mean loss and δ the way between the two,
 * the difference of the losses of a row varies by φ·δᵀHδ, φ being the dispersion, and the training
 * loss of the earlier ones is ½δᵀHδ above that of the optimum. So the mean difference over n rows has
 * a standard deviation of √(2φΔ/n), Δ being the difference over the training rows.
 *
 * @param dispersion see {@link FinishEnd}
 */
public record FinishChoice(TrainingRecipe recipe, GradientSource gradients, double dispersion) {
  /** So many standard deviations are no chance. */
  private static final double DEVIATIONS = 2;

  /**
   * Takes the finish's parameters, in this state, or leaves the best of before.
   *
   * @return whether they were taken on the word of rows that are held out
   */
  public boolean choose(TrainingState state) {
    Settling.State settling = state.settling();
    if (settling.bestParameters == null) {
      return false;
    }
    Evaluation validation = gradients.evaluate(state.rounded(), Part.VALIDATION);
    double worse = recipe.lossOf(validation) - settling.best;
    boolean taken = worse <= 0 || worse <= DEVIATIONS * deviation(state, validation.rows());
    if (taken) {
      settling.best = recipe.lossOf(validation);
      settling.bestParameters = state.parameters().clone();
    }
    return taken;
  }

  private double deviation(TrainingState state, long rows) {
    float[] earlier = FloatParameters.of(state.settling().bestParameters);
    double difference =
        recipe.lossOf(gradients.evaluate(earlier, Part.TRAIN))
            - recipe.lossOf(gradients.evaluate(state.rounded(), Part.TRAIN));
    return Math.sqrt(2 * dispersion * Math.max(0, difference) / rows);
  }
}
