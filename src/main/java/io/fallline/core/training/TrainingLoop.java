package io.fallline.core.training;

import io.fallline.core.math.SpinningThreadPool;
import io.fallline.core.metric.Evaluation;
import io.fallline.core.model.GradientAggregate;

/**
 * Mini-batch gradient descent: for each step the gradient of a batch, clipped, goes through the
 * update rule at the step's learning rate, until a stopping rule says so. It does not know where
 * gradients come from.
 */
public final class TrainingLoop {
  private final TrainingOptions recipe;
  private final GradientComputer gradients;
  private final TrainingListener listener;
  private final SpinningThreadPool team;
  private final NonFiniteGuard guard;

  /**
   * @param team what shares the driver's arithmetic; the result does not depend on its size
   */
  public TrainingLoop(
      TrainingOptions recipe,
      GradientComputer gradients,
      TrainingListener listener,
      SpinningThreadPool team) {
    this.recipe = recipe;
    this.gradients = gradients;
    this.listener = listener;
    this.team = team;
    this.guard = new NonFiniteGuard(recipe.onNonFinite(), listener, gradients);
  }

  /**
   * Trains on from this state.
   *
   * @return why training ended: epochs, maxSteps, gradientNorm, loss, minutes, earlyStopping or
   *     terminated
   * @throws io.fallline.core.failure.Failure of kind TRAINING if a number is not finite and the
   *     policy has no way on
   */
  public String run(TrainingState state) {
    ParameterUpdater descent = new ParameterUpdater(recipe, state, team);
    lookBefore(state);
    guard.begin(state);
    String reason = recipe.stopping().reasonBefore(state.step(), recipe.batches());
    while (reason == null) {
      Batch batch = recipe.batches().batch(state.step());
      GradientAggregate sum = gradients.at(state.rounded(), batch);
      reason = step(state, batch, sum, descent);
      boolean wentBack = state.step() <= batch.step();
      if (!wentBack && recipe.batches().endsEpoch(batch.step())) {
        String enough = endEpoch(state, batch.epoch() + 1);
        reason = reason == null ? enough : reason;
      }
      if (reason == null) {
        reason = recipe.stopping().reasonBefore(state.step(), recipe.batches());
      }
      if (reason == null) {
        listener.stateReached(state);
      }
    }
    if (!reason.equals(StoppingRules.TERMINATED)) {
      lookAfter(state);
    }
    return reason;
  }

  private String step(
      TrainingState state, Batch batch, GradientAggregate sum, ParameterUpdater descent) {
    double loss = recipe.objective().loss(sum);
    double learningRate =
        recipe.learningRate().at(batch.step(), state.rate())
            * guard.rateFactor(state)
            * (recipe.settling() == null ? 1 : state.settling().rateFactor());
    double norm = 0;
    if (sum.weight() > 0) {
      norm = descent.prepare(sum);
      if (!guard.accepts(loss, norm, batch, state)) {
        return null;
      }
      double largest = descent.take(learningRate);
      if (!guard.acceptsParameters(largest, batch, state)) {
        return null;
      }
    }
    state.advance();
    if (recipe.settling() != null && sum.weight() > 0) {
      recipe.settling().stepEnded(loss, sum.weight(), state.settling());
    }
    StepRecord record =
        new StepRecord(state.step(), batch.epoch() + 1, batch.rows(), loss, learningRate, norm);
    listener.stepEnded(record);
    return sum.weight() > 0 ? recipe.stopping().reasonAfter(record) : null;
  }

  /** What the loss falls from is known before the first step where rows are held out. */
  private void lookBefore(TrainingState state) {
    if (recipe.settling() != null && state.step() == 0) {
      Evaluation validation = gradients.evaluate(state.rounded(), DataSplit.VALIDATION);
      if (isWatched(validation)) {
        recipe.settling().begins(recipe.lossOf(validation), state.settling());
        keepBest(validation, state);
      }
    }
  }

  /** The last parameters may be the best, wherever within an epoch training has ended. */
  private void lookAfter(TrainingState state) {
    if (recipe.settling() != null) {
      Evaluation validation = gradients.evaluate(state.rounded(), DataSplit.VALIDATION);
      if (isWatched(validation)) {
        keepBest(validation, state);
      }
    }
  }

  private void keepBest(Evaluation validation, TrainingState state) {
    recipe.settling().keepBest(recipe.lossOf(validation), state.parameters(), state.settling());
  }

  /** Whether held-out rows say something: rows of weight 0, or with infinite losses, do not. */
  private boolean isWatched(Evaluation validation) {
    return validation.weight() > 0 && Double.isFinite(recipe.lossOf(validation));
  }

  /** Why training is to end; null where it goes on. */
  private String endEpoch(TrainingState state, long epoch) {
    boolean looks = recipe.settling() == null || recipe.settling().looksAfter(epoch);
    Evaluation validation =
        looks ? gradients.evaluate(state.rounded(), DataSplit.VALIDATION) : Evaluation.EMPTY;
    listener.epochEnded(epoch, state.step(), validation);
    boolean enough = false;
    if (validation.rows() > 0) {
      recipe
          .learningRate()
          .epochEnded(state.step(), recipe.watched().asLoss(validation), state.rate());
      enough =
          recipe.earlyStopping() != null
              && recipe
                  .earlyStopping()
                  .epochEnded(validation, state.parameters(), state.earlyStopping());
    }
    boolean settled = recipe.settling() != null && looks && look(state, validation);
    guard.keep(state);
    return enough ? "earlyStopping" : settled ? ConvergenceMonitor.SETTLED : null;
  }

  private boolean look(TrainingState state, Evaluation validation) {
    double mean = recipe.settling().meanLoss(state.settling());
    boolean heldOut = isWatched(validation);
    return recipe
        .settling()
        .look(
            heldOut ? recipe.lossOf(validation) : mean,
            heldOut ? state.parameters() : null,
            state.settling());
  }
}
