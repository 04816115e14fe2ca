package io.fallline.core.train;

import io.fallline.core.optimizer.Optimizer;
import io.fallline.core.rate.RateSchedule;

/**
 * How a training is done: everything the loop needs but rows and state.
 *
 * @param watched what the learning-rate schedule is told after each epoch with validation rows
 * @param earlyStopping null where there is none
 */
public record TrainingRecipe(
    BatchPlan batches,
    Objective objective,
    Clipping clipping,
    Optimizer optimizer,
    RateSchedule learningRate,
    SoftThreshold softThreshold,
    StoppingRules stopping,
    ValidationScore watched,
    EarlyStopping earlyStopping,
    NonFinitePolicy onNonFinite) {

  /** The parameters that a training which ended in this state results in. */
  public double[] result(TrainingState state) {
    return earlyStopping == null
        ? state.parameters()
        : earlyStopping.result(state.parameters(), state.earlyStopping());
  }
}
