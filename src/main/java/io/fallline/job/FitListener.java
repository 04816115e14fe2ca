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
   * @param validationLoss NaN where no validation rows were looked at
   * @param validationMetrics by name; empty where no validation rows were looked at
   */
  record EpochEnd(
      long epoch, long step, double validationLoss, Map<String, Double> validationMetrics) {

    /**
     * Whether validation rows were looked at. Where they are held out that is every epoch, unless
     * epochs are auto: they are looked at after 50 steps or an epoch then, whichever is more.
     */
    public boolean isValidated() {
      return TrainingObserver.areKnown(validationLoss, validationMetrics);
    }
  }

  default void stepEnded(StepEnd step) {}

  default void epochEnded(EpochEnd epoch) {}
}
