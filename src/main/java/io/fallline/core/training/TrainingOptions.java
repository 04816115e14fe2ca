package io.fallline.core.training;

import io.fallline.core.metric.Evaluation;
import io.fallline.core.metric.Metric;
import io.fallline.core.optimizer.Optimizer;
import io.fallline.core.schedule.WarmupSchedule;

/**
 * The options of a training: everything the loop needs but rows and state.
 *
 * @param batches which rows each step takes
 * @param objective what training makes small
 * @param clipping bounds the gradient before the rule sees it
 * @param optimizer the update rule
 * @param learningRate the learning rate of each step
 * @param softThreshold the l1 penalty, applied after each update
 * @param stopping what ends the training
 * @param watched the metric that the learning-rate schedule is told after each epoch with
 *     validation rows
 * @param earlyStopping ends the training when validation no longer improves; null: never
 * @param convergence ends the training once its loss has settled; null where its length is planned
 * @param onNonFinite what happens when a number is infinite or NaN
 */
public record TrainingOptions(
    BatchPlan batches,
    Objective objective,
    Clipping clipping,
    Optimizer optimizer,
    WarmupSchedule learningRate,
    SoftThreshold softThreshold,
    StoppingRules stopping,
    Metric watched,
    EarlyStopping earlyStopping,
    ConvergenceMonitor convergence,
    NonFinitePolicy onNonFinite) {

  /** The same from another base rate. */
  public TrainingOptions at(double baseRate) {
    return new TrainingOptions(
        batches,
        objective,
        clipping,
        optimizer,
        learningRate.from(baseRate),
        softThreshold,
        stopping,
        watched,
        earlyStopping,
        convergence,
        onNonFinite);
  }

  /**
   * The loss over evaluated rows as training sees it, without penalty; only where {@link
   * #convergence} is there.
   */
  double lossOf(Evaluation evaluation) {
    return convergence.loss().of(evaluation);
  }

  /** What the rule counts the labels in, see {@link LabelUnit}. */
  LabelUnit labelUnit(TrainingState state) {
    return LabelUnit.of(state.labelUnit(), objective.loss(), objective.ranges());
  }

  /**
   * The parameters for which validation figures are reported: the result, or the best before the
   * end where validation rows were trained on at the end.
   */
  public double[] validated(TrainingState state) {
    double[] best = convergence == null ? null : state.convergence().bestParameters;
    return earlyStopping == null && best != null ? best : result(state);
  }

  /** The parameters that a training which ended in this state results in. */
  public double[] result(TrainingState state) {
    if (earlyStopping != null) {
      return earlyStopping.result(state.parameters(), state.earlyStopping());
    }
    if (state.finish() != null && state.finish().isRefit()) {
      return state.parameters();
    }
    double[] best = convergence == null ? null : state.convergence().bestParameters;
    return best == null ? state.parameters() : best;
  }

  /**
   * What happens when a loss, a gradient or a parameter is not a finite number: {@code
   * training.onNonFinite}.
   */
  public enum NonFinitePolicy {
    /** Training ends. */
    FAIL,
    /** The batch is left out. */
    SKIP,
    /** Training goes back to where the epoch began, at half the learning rate. */
    ROLLBACK
  }
}
