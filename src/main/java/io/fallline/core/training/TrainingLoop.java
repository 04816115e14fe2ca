package io.fallline.core.training;

import io.fallline.core.math.SpinningThreadPool;
import io.fallline.core.metric.Evaluation;
import io.fallline.core.network.GradientAggregate;
import io.fallline.core.training.BatchPlan.Batch;
import io.fallline.core.training.TrainingListener.StepRecord;

/**
 * Mini-batch gradient descent: for each step the gradient of a batch, clipped, goes through the
 * update rule at the step's learning rate, until a stopping rule says so. It does not know where
 * gradients come from.
 */
public final class TrainingLoop {
  private final TrainingOptions options;
  private final GradientComputer gradients;
  private final TrainingListener listener;
  private final SpinningThreadPool threads;
  private final NonFiniteGuard guard;

  /**
   * @param threads share the driver's arithmetic; the result does not depend on how many there are
   */
  public TrainingLoop(
      TrainingOptions options,
      GradientComputer gradients,
      TrainingListener listener,
      SpinningThreadPool threads) {
    this.options = options;
    this.gradients = gradients;
    this.listener = listener;
    this.threads = threads;
    this.guard = new NonFiniteGuard(options.onNonFinite(), listener, gradients);
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
    ParameterUpdater updater = new ParameterUpdater(options, state, threads);
    evaluateBeforeFirstStep(state);
    guard.begin(state);
    String reason = options.stopping().reasonBefore(state.step(), options.batches());
    while (reason == null) {
      Batch batch = options.batches().batch(state.step());
      GradientAggregate aggregate = gradients.at(state.rounded(), batch);
      reason = step(state, batch, aggregate, updater);
      boolean wentBack = state.step() <= batch.step();
      if (!wentBack && options.batches().endsEpoch(batch.step())) {
        String enough = endEpoch(state, batch.epoch() + 1);
        reason = reason == null ? enough : reason;
      }
      if (reason == null) {
        reason = options.stopping().reasonBefore(state.step(), options.batches());
      }
      if (reason == null) {
        listener.stateReached(state);
      }
    }
    if (!reason.equals(StoppingRules.TERMINATED)) {
      evaluateAfterLastStep(state);
    }
    return reason;
  }

  private String step(
      TrainingState state, Batch batch, GradientAggregate aggregate, ParameterUpdater updater) {
    double loss = options.objective().loss(aggregate);
    double learningRate =
        options.learningRate().at(batch.step(), state.schedule())
            * guard.rateFactor(state)
            * (options.convergence() == null ? 1 : state.convergence().rateFactor());
    double norm = 0;
    if (aggregate.weight() > 0) {
      norm = updater.prepare(aggregate);
      if (!guard.accepts(loss, norm, batch, state)) {
        return null;
      }
      double largest = updater.update(learningRate);
      if (!guard.acceptsParameters(largest, batch, state)) {
        return null;
      }
    }
    state.advance();
    if (options.convergence() != null && aggregate.weight() > 0) {
      options.convergence().stepEnded(loss, aggregate.weight(), state.convergence());
    }
    StepRecord record =
        new StepRecord(state.step(), batch.epoch() + 1, batch.rows(), loss, learningRate, norm);
    listener.stepEnded(record);
    return aggregate.weight() > 0 ? options.stopping().reasonAfter(record) : null;
  }

  /**
   * Evaluates the first parameters on the validation rows: the convergence monitor measures the
   * fall of the loss from there.
   */
  private void evaluateBeforeFirstStep(TrainingState state) {
    if (options.convergence() != null && state.step() == 0) {
      Evaluation validation = gradients.evaluate(state.rounded(), DataSplit.VALIDATION);
      if (isWatched(validation)) {
        options.convergence().begins(options.lossOf(validation), state.convergence());
        keepBest(validation, state);
      }
    }
  }

  /** Evaluates the last parameters on the validation rows: they may be the best. */
  private void evaluateAfterLastStep(TrainingState state) {
    if (options.convergence() != null) {
      Evaluation validation = gradients.evaluate(state.rounded(), DataSplit.VALIDATION);
      if (isWatched(validation)) {
        keepBest(validation, state);
      }
    }
  }

  private void keepBest(Evaluation validation, TrainingState state) {
    options
        .convergence()
        .keepBest(options.lossOf(validation), state.parameters(), state.convergence());
  }

  /** Whether held-out rows say something: rows of weight 0, or with infinite losses, do not. */
  private boolean isWatched(Evaluation validation) {
    return validation.weight() > 0 && Double.isFinite(options.lossOf(validation));
  }

  /** Why training is to end; null where it goes on. */
  private String endEpoch(TrainingState state, long epoch) {
    boolean looks = options.convergence() == null || options.convergence().looksAfter(epoch);
    Evaluation validation =
        looks ? gradients.evaluate(state.rounded(), DataSplit.VALIDATION) : Evaluation.EMPTY;
    listener.epochEnded(epoch, state.step(), validation);
    boolean enough = false;
    if (validation.rows() > 0) {
      options
          .learningRate()
          .epochEnded(state.step(), options.watched().asLoss(validation), state.schedule());
      enough =
          options.earlyStopping() != null
              && options
                  .earlyStopping()
                  .epochEnded(validation, state.parameters(), state.earlyStopping());
    }
    boolean settled = options.convergence() != null && looks && checkConvergence(state, validation);
    guard.keep(state);
    return enough ? "earlyStopping" : settled ? ConvergenceMonitor.SETTLED : null;
  }

  private boolean checkConvergence(TrainingState state, Evaluation validation) {
    double mean = options.convergence().meanLoss(state.convergence());
    boolean heldOut = isWatched(validation);
    return options
        .convergence()
        .look(
            heldOut ? options.lossOf(validation) : mean,
            heldOut ? state.parameters() : null,
            state.convergence());
  }
}
