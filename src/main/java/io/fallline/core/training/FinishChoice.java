package io.fallline.core.training;

import io.fallline.core.math.EuclideanNorm;
import io.fallline.core.math.Range;
import io.fallline.core.metric.Evaluation;
import io.fallline.core.network.ParameterLayout;

/**
 * Chooses the parameters that a training with a finish results in: those of the finish, unless
 * earlier ones are better on the rows that are held out by more than chance. A model with many
 * parameters for its rows is best before its optimum; elsewhere the optimum is best, and of the
 * states on the way some will always seem better on a few held-out rows.
 *
 * <p>What chance does: with H the second derivatives of the mean loss and δ the way between the
 * two, the difference of the losses of a row varies by φ·δᵀHδ, φ being the dispersion, and the
 * objective of the earlier ones is ½δᵀHδ above that of the optimum. So the mean difference over n
 * rows has a standard deviation of √(2φΔ/n), Δ being that difference.
 *
 * @param dispersion see {@link FinishEnd}
 */
public record FinishChoice(TrainingOptions options, GradientComputer gradients, double dispersion) {
  /**
   * So many standard deviations are no chance. The best of some dozens of states seems two or three
   * better for being the best, and rows vary more than a model says.
   */
  private static final double DEVIATIONS = 5;

  /**
   * Takes the finish's parameters, in this state, or leaves the best of before.
   *
   * @return whether they were taken because held-out rows confirmed them
   */
  public boolean choose(TrainingState state) {
    ConvergenceMonitor.State convergence = state.convergence();
    if (convergence.bestParameters == null) {
      return false;
    }
    Evaluation validation = gradients.evaluate(state.rounded(), DataSplit.VALIDATION);
    if (!(validation.weight() > 0)) {
      return false;
    }
    double worse = options.lossOf(validation) - convergence.best;
    boolean taken = worse <= 0 || worse <= DEVIATIONS * deviation(state, validation.rows());
    if (taken) {
      convergence.best = options.lossOf(validation);
      convergence.bestParameters = state.parameters().clone();
    }
    return taken;
  }

  private double deviation(TrainingState state, long rows) {
    double l2 = state.finish().l2();
    double difference =
        objective(state.convergence().bestParameters, l2) - objective(state.parameters(), l2);
    return Math.sqrt(2 * dispersion * Math.max(0, difference) / rows);
  }

  private double objective(double[] parameters, double l2) {
    Evaluation training = gradients.evaluate(ParameterLayout.float32(parameters), DataSplit.TRAIN);
    double squares = 0;
    for (Range range : options.objective().ranges()) {
      squares += range.bias() ? 0 : EuclideanNorm.squares(parameters, range.from(), range.to());
    }
    return options.lossOf(training) + l2 / 2 * squares;
  }
}
