package io.fallline.core.training;

import io.fallline.core.metric.Evaluation;

/** A listener that is told what happens in a training, on the thread that trains. */
public interface TrainingListener {
  default void stepEnded(StepRecord step) {}

  /**
   * An epoch has ended.
   *
   * @param epoch from 1
   * @param steps how many steps training has taken so far
   * @param validation of the parameters reached; {@link Evaluation#EMPTY} where there are no
   *     validation rows
   */
  default void epochEnded(long epoch, long steps, Evaluation validation) {}

  /** A pass of the finish is over; {@link #stateReached} follows. */
  default void finishPassed(FinishPass pass) {}

  /**
   * A step is over, the end of its epoch included, and training goes on from this state, which
   * later steps change: a listener that keeps it makes a copy.
   */
  default void stateReached(TrainingState state) {}

  /** Something the person who trains should know, in a line. */
  default void warned(String message) {}

  /**
   * A record of one step of a training.
   *
   * @param step from 1
   * @param epoch from 1, the epoch that the step belongs to
   * @param rows rows of its batch
   * @param loss the batch's loss before the update, dropout on, without penalty
   * @param learningRate of this step, after warm-up, schedule and cuts
   * @param gradientNorm with penalty, before clipping
   */
  public record StepRecord(
      long step, long epoch, long rows, double loss, double learningRate, double gradientNorm) {}

  /**
   * A record of one pass of the finish.
   *
   * @param pass from 1; the first looks where training has ended
   * @param step how many steps training had taken
   * @param epoch from 1, the one of its last step
   * @param rows how many, all that weigh something
   * @param loss the mean over all training rows at the parameters looked at, without penalty
   * @param objective the same with the penalty that counts
   * @param gradientNorm of the objective
   * @param l2 the penalty that counts
   * @param accepted whether training goes on from these parameters
   */
  public record FinishPass(
      int pass,
      long step,
      long epoch,
      long rows,
      double loss,
      double objective,
      double gradientNorm,
      double l2,
      boolean accepted) {}
}
