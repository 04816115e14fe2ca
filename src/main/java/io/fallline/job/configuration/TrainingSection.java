package io.fallline.job.configuration;

import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * How long, how and on what engine the training runs.
 *
 * @param epochs empty: auto, until the watched loss has settled
 */
public record TrainingSection(
    BatchSize batchSize,
    OptionalInt epochs,
    OptionalLong maxSteps,
    long seed,
    Engine engine,
    KernelChoice kernels,
    Finish finish,
    LastBatch lastBatch,
    OptionalDouble clipNorm,
    OptionalDouble clipValue,
    OnNonFinite onNonFinite,
    Stop stop,
    EarlyStopping earlyStopping,
    ClassWeights classWeights) {

  /** Who computes gradients. */
  public enum Engine {
    AUTO,
    RESIDENT,
    JOBS,
    LOCAL
  }

  /** Whose matrix products. */
  public enum KernelChoice {
    AUTO,
    NATIVE,
    VECTOR,
    JAVA,
    PORTABLE
  }

  /** Whether small smooth models end with Newton steps. */
  public enum Finish {
    AUTO,
    NONE
  }

  /** What becomes of an epoch's last batch, which may be smaller. */
  public enum LastBatch {
    KEEP,
    DROP,
    SCALE
  }

  /** What a step does whose loss or gradient is not finite. */
  public enum OnNonFinite {
    FAIL,
    SKIP,
    ROLLBACK
  }

  /** Limits that end a training early; empty: no limit. */
  public record Stop(OptionalDouble gradientNorm, OptionalDouble loss, OptionalDouble minutes) {}

  /**
   * Ends a training that no longer improves on the validation data.
   *
   * @param metric empty: off; {@code loss}: the validation loss
   */
  public record EarlyStopping(
      Optional<String> metric, int patience, double minDelta, boolean restoreBest) {}
}
