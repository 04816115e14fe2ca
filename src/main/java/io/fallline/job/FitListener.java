package io.fallline.job;

import java.util.Map;

/**
 * Is told how a {@code fit} goes, on the thread that trains. What it throws ends the training.
 *
 * <p>For the curious: it changes no result.
 */
public interface FitListener {
  /** Does nothing. */
  FitListener NONE = new FitListener() {};

  /**
   * A step is over.
   *
   * @param step from 1
   * @param epoch from 1
   * @param rows of its batch
   * @param loss of the batch before the update, without penalty
   * @param gradientNorm with penalty, before clipping
   */
  record StepEnd(
      long step, long epoch, long rows, double loss, double learningRate, double gradientNorm) {}

  /**
   * An epoch is over.
   *
   * @param epoch from 1
   * @param step how many steps training has taken so far
   * @param validationLoss NaN where there are no validation rows
   * @param validationMetrics by name; empty where there are no validation rows
   */
  record EpochEnd(
      long epoch, long step, double validationLoss, Map<String, Double> validationMetrics) {}

  default void stepEnded(StepEnd step) {}

  default void epochEnded(EpochEnd epoch) {}
}
