package io.fallline.engine;

import io.fallline.core.failure.Failure;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.spark.SparkContext;
import org.apache.spark.api.java.JavaFutureAction;
import org.apache.spark.api.java.JavaSparkContext;

/** The places where tasks run: the cores that Spark has for us, by the cores a task takes. */
public final class ExecutorSlots {
  private ExecutorSlots() {}

  /** There was no slot for so long. */
  static Failure none(long nanos, Exception cause) {
    return new Failure(
        Failure.Kind.TRY_LATER,
        "the cluster gave no slot for a task within "
            + ExecutorLimits.seconds(nanos)
            + " s ("
            + ExecutorLimits.SLOTS_KEY
            + "); try again when it has executors",
        cause);
  }

  /** How many tasks could run at once now, if no others did. */
  public static int of(SparkContext context) {
    return context.maxNumConcurrentTasks(context.resourceProfileManager().defaultResourceProfile());
  }

  /**
   * Comes back when a task has found a slot.
   *
   * @throws Failure (try later) if none does in this time
   */
  public static void await(SparkContext context, long nanos) {
    JavaFutureAction<Long> one =
        JavaSparkContext.fromSparkContext(context).parallelize(List.of(1), 1).countAsync();
    try {
      one.get(nanos, TimeUnit.NANOSECONDS);
    } catch (TimeoutException late) {
      one.cancel(true);
      throw none(nanos, late);
    } catch (InterruptedException e) {
      one.cancel(true);
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while waiting for a slot", e);
    } catch (ExecutionException e) {
      throw new IllegalStateException("a task that does nothing failed", e.getCause());
    }
  }
}
