package io.fallline.configuration;

import io.fallline.configuration.KeyTypes.WatchedMetric;
import io.fallline.core.training.BatchPlan;
import io.fallline.core.training.TrainingOptions.NonFinitePolicy;
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
    @ConfigKey(
            defaultValue = "256",
            description = "rows a step, or \"full\"",
            param = "batchSize",
            type = BatchSize.Type.class)
        BatchSize batchSize,
    @ConfigKey(
            defaultValue = "auto",
            description =
                "how often every row is visited; auto: until the watched loss has settled",
            param = "epochs",
            interval = "[0, )")
        OptionalInt epochs,
    @ConfigKey(
            defaultValue = "null",
            description = "ends the training after so many steps",
            param = "maxSteps",
            interval = "[1, )")
        OptionalLong maxSteps,
    @ConfigKey(
            defaultValue = "42",
            description = "random seed of first weights, row order and dropout",
            param = "seed")
        long seed,
    @ConfigKey(defaultValue = "auto", description = "auto resident jobs local", param = "engine")
        Engine engine,
    @ConfigKey(
            defaultValue = "auto",
            description = "whose matrix products: auto native vector java portable",
            param = "kernels")
        KernelChoice kernels,
    @ConfigKey(
            defaultValue = "auto",
            description =
                "auto none; auto: a small smooth linear model whose rate and epochs are auto ends with Newton steps",
            param = "finish")
        Finish finish,
    @ConfigKey(
            defaultValue = "keep",
            description =
                "the shorter batch at the end of an epoch: keep (averaged over its own rows) drop (left out) scale (divided by the weight of a full batch, so that a row counts the same in each)",
            param = "lastBatch")
        BatchPlan.LastBatch lastBatch,
    @ConfigKey(
            defaultValue = "null",
            description = "a gradient longer than this is shortened to it",
            param = "clipNorm",
            interval = "(0, )")
        OptionalDouble clipNorm,
    @ConfigKey(
            defaultValue = "null",
            description = "gradient coordinates are cut to this size, before clipNorm",
            param = "clipValue",
            interval = "(0, )")
        OptionalDouble clipValue,
    @ConfigKey(
            defaultValue = "fail",
            description = "a loss or gradient that is not finite: fail skip rollback",
            param = "onNonFinite")
        NonFinitePolicy onNonFinite,
    Stop stop,
    EarlyStopping earlyStopping,
    @ConfigKey(
            defaultValue = "null",
            description = "balanced, or {class = weight, ...}",
            type = ClassWeights.Type.class)
        ClassWeights classWeights) {

  /** Who computes gradients: threads of the driver, Spark jobs, or tasks that stay. */
  public enum Engine {
    AUTO,
    RESIDENT,
    JOBS,
    LOCAL
  }

  /** Whose matrix products are used. */
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

  /** Limits that end a training early; empty: no limit. */
  public record Stop(
      @ConfigKey(
              defaultValue = "null",
              description = "ends the training when the gradient is no longer than this",
              param = "stopGradientNorm",
              interval = "[0, )")
          OptionalDouble gradientNorm,
      @ConfigKey(
              defaultValue = "null",
              description = "ends the training when a step's loss is no larger than this",
              param = "stopLoss")
          OptionalDouble loss,
      @ConfigKey(
              defaultValue = "null",
              description = "ends the training after so many minutes",
              param = "stopMinutes",
              interval = "(0, )")
          OptionalDouble minutes) {}

  /**
   * Ends a training that no longer improves on the validation data.
   *
   * @param metric empty: off; {@code loss}: the validation loss
   */
  public record EarlyStopping(
      @ConfigKey(
              defaultValue = "null",
              description =
                  "a metric of the validation rows, or loss; null: off; loss where another key of this section is set",
              param = "earlyStoppingMetric",
              type = WatchedMetric.OfEarlyStopping.class)
          Optional<String> metric,
      @ConfigKey(
              defaultValue = "5",
              description = "epochs without improvement",
              param = "earlyStoppingPatience",
              interval = "[1, )")
          int patience,
      @ConfigKey(
              defaultValue = "0.0",
              description = "less than this is no improvement",
              param = "earlyStoppingMinDelta",
              interval = "[0, )")
          double minDelta,
      @ConfigKey(
              defaultValue = "true",
              description = "the model is that of the best epoch",
              param = "earlyStoppingRestoreBest")
          boolean restoreBest) {}

  /**
   * The number of rows in a step.
   *
   * @param rows empty: all rows, which is batch gradient descent
   */
  public record BatchSize(OptionalInt rows) {
    public static final BatchSize FULL = new BatchSize(OptionalInt.empty());

    private static final String FULL_WORD = "full";

    public static BatchSize of(int rows) {
      return new BatchSize(OptionalInt.of(rows));
    }

    public boolean isFull() {
      return rows.isEmpty();
    }

    @Override
    public String toString() {
      return isFull() ? FULL_WORD : Integer.toString(rows.getAsInt());
    }

    /** A number of rows, or the word full. */
    static final class Type implements KeyType<BatchSize> {
      @Override
      public BatchSize read(SectionReader training, DeclaredKey key) {
        if (training.isWord(key.name(), FULL_WORD)) {
          return FULL;
        }
        return of(
            (int)
                training.whole(
                    key.name(),
                    "a whole number of 1 or more, or full",
                    n -> n >= 1 && n <= Integer.MAX_VALUE));
      }

      @Override
      public Object write(BatchSize size, DeclaredKey key) {
        return size.isFull() ? (Object) FULL_WORD : size.rows().getAsInt();
      }

      @Override
      public Class<?> paramType(DeclaredKey key) {
        return int.class; // the word has a Param of its own: fullBatch
      }
    }
  }
}
