package io.fallline.engine;

import io.fallline.core.failure.CauseChain;
import io.fallline.core.failure.DiskTrouble;
import io.fallline.core.failure.Failure;
import io.fallline.core.setting.SettingException;
import java.net.SocketException;
import java.nio.channels.ClosedChannelException;
import java.util.Optional;
import org.apache.spark.SparkException;
import org.apache.spark.rpc.RpcEnvStoppedException;
import org.apache.spark.rpc.RpcTimeoutException;

/** A translation of Spark's exceptions into what they mean for a training. */
public final class ClusterFailures {
  private ClusterFailures() {}

  /**
   * Whether a job failed because executors or messages were lost, as often as Spark puts up with in
   * one stage. A stage that lasts a whole training adds up what befalls it in all that time.
   */
  public static boolean isLoss(Throwable failed) {
    return isLossOfExecutors(failed) || CauseChain.of(failed).anyMatch(ClusterFailures::isNetwork);
  }

  /** Of which Spark tells in words alone; a task that failed by itself has a cause. */
  private static boolean isLossOfExecutors(Throwable failed) {
    String message = String.valueOf(failed.getMessage());
    return failed instanceof SparkException
        && failed.getCause() == null
        && (message.contains("ExecutorLostFailure")
            || message.contains("FetchFailed")
            || message.contains("failed the maximum allowable number of times"));
  }

  private static boolean isNetwork(Throwable cause) {
    return cause instanceof RpcTimeoutException
        || cause instanceof RpcEnvStoppedException
        || cause instanceof ClosedChannelException
        || cause instanceof SocketException;
  }

  /** For the person who trains; {@code stopped}: Spark has ended the application. */
  static RuntimeException translated(Exception failed, boolean stopped) {
    Optional<String> disk = DiskTrouble.in(failed);
    if (disk.isPresent()) {
      return DiskTrouble.ofSpark(disk.get(), failed);
    }
    if (CauseChain.of(failed).anyMatch(ClusterFailures::isTold)) {
      return unchecked(failed);
    }
    if (stopped) {
      return new Failure(
          Failure.Kind.TRY_LATER,
          "Spark has ended the application (" + line(failed) + "); try again",
          failed);
    }
    if (!(failed instanceof SparkException)) {
      return unchecked(failed);
    }
    return isLoss(failed)
        ? new Failure(
            Failure.Kind.TRY_LATER,
            "executors were lost again and again ("
                + line(failed)
                + "); try again, with more memory for each (--executor-memory) if they ran out of it",
            failed)
        : new Failure(
            Failure.Kind.TRAINING,
            "Spark gave a job up (" + line(failed) + "); --verbose shows where",
            failed);
  }

  /** Whether it has a line for the person who trains already. */
  private static boolean isTold(Throwable cause) {
    return cause instanceof Failure
        || cause instanceof SettingException
        || cause instanceof OutOfMemoryError;
  }

  private static RuntimeException unchecked(Exception failed) {
    return failed instanceof RuntimeException runtime
        ? runtime
        : new IllegalStateException(failed.getMessage(), failed);
  }

  private static String line(Exception failed) {
    return String.valueOf(failed.getMessage()).strip().lines().findFirst().orElse("").strip();
  }
}
