package io.fallline.core.training;

import io.fallline.core.metric.Evaluation;
import io.fallline.core.metric.Metric;
import io.fallline.core.optimizer.Optimizer;
import io.fallline.core.schedule.WarmupSchedule;

/**
 * How a training is done: everything the loop needs but rows and state.
 *
 * @param watched what the learning-rate schedule is told after each epoch with validation rows
 * @param earlyStopping null where there is none
 * @param settling how long to train; null where that is planned
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
    ConvergenceMonitor settling,
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
        settling,
        onNonFinite);
  }

  /** The loss over evaluated rows as training sees it, without penalty: where it is watched. */
  double lossOf(Evaluation evaluation) {
    return settling.loss().of(evaluation);
  }

  /** What the rule counts the labels in, see {@link LabelUnit}. */
  LabelUnit labelUnit(TrainingState state) {
    return LabelUnit.of(state.labelUnit(), objective.loss(), objective.ranges());
  }

  /**
   * The parameters that rows which are held out say something of: the result, unless these rows
   * have joined the training in the end.
   */
  public double[] validated(TrainingState state) {
    double[] best = settling == null ? null : state.settling().bestParameters;
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
    double[] best = settling == null ? null : state.settling().bestParameters;
    return best == null ? state.parameters() : best;
  }
}
