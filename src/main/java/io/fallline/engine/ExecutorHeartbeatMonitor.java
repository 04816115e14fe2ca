package io.fallline.engine;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerBlockManagerAdded;
import org.apache.spark.scheduler.SparkListenerBlockManagerRemoved;
import org.apache.spark.scheduler.SparkListenerExecutorMetricsUpdate;
import org.apache.spark.scheduler.SparkListenerExecutorRemoved;
import org.apache.spark.storage.BlockManagerId;

/**
 * A watch over executors that give no sign of life. A warning names each that has sent no heartbeat
 * for a while; later it is given up. Spark itself does not warn, and gives up after two to three
 * minutes.
 *
 * <p>Silence is counted by the time between two looks, at most a second of each: a driver that
 * stood still itself has not received heartbeats meanwhile.
 */
final class ExecutorHeartbeatMonitor extends SparkListener {
  /** The most that counts between two looks. */
  private static final long MOST_NANOS = 1_000_000_000L;

  private static final class Executor {
    private final String host;
    private long heard;
    private boolean named;
    private boolean givenUp;

    Executor(String host, long heard) {
      this.host = host;
      this.heard = heard;
    }
  }

  private final ExecutorLimits limits;
  private final Consumer<String> warned;
  private final BiConsumer<String, String> giveUp;
  private final Map<String, Executor> executors = new HashMap<>();
  private long now;

  /**
   * @param warned is told, on the thread that looks, of who is silent
   * @param giveUp is given an executor, and why
   */
  ExecutorHeartbeatMonitor(
      ExecutorLimits limits, Consumer<String> warned, BiConsumer<String, String> giveUp) {
    this.limits = limits;
    this.warned = warned;
    this.giveUp = giveUp;
  }

  /** An executor that is there already, or is now. */
  synchronized void add(BlockManagerId id) {
    if (!id.isDriver()) {
      executors.putIfAbsent(id.executorId(), new Executor(id.host(), now));
    }
  }

  @Override
  public void onBlockManagerAdded(SparkListenerBlockManagerAdded event) {
    add(event.blockManagerId());
  }

  @Override
  public synchronized void onBlockManagerRemoved(SparkListenerBlockManagerRemoved event) {
    executors.remove(event.blockManagerId().executorId());
  }

  @Override
  public synchronized void onExecutorRemoved(SparkListenerExecutorRemoved event) {
    executors.remove(event.executorId());
  }

  /** Spark posts this event for every heartbeat. */
  @Override
  public synchronized void onExecutorMetricsUpdate(SparkListenerExecutorMetricsUpdate event) {
    Executor executor = executors.get(event.execId());
    if (executor != null) {
      executor.heard = now;
    }
  }

  /**
   * Looks at all executors.
   *
   * @param nanos since it was last done
   */
  void look(long nanos) {
    List<Runnable> deeds = new ArrayList<>();
    synchronized (this) {
      now += Math.min(nanos, MOST_NANOS);
      executors.forEach((id, executor) -> look(id, executor, deeds));
    }
    deeds.forEach(Runnable::run);
  }

  private void look(String id, Executor executor, List<Runnable> deeds) {
    long silence = now - executor.heard;
    String who = "executor " + id + " on " + executor.host;
    String limit = seconds(limits.giveUp()) + " (" + ExecutorLimits.KEY + ")";
    if (silence < limits.name()) {
      if (executor.named) {
        deeds.add(() -> warned.accept(who + " gives signs of life again"));
      }
      executor.named = false;
    } else if (silence >= limits.giveUp() && !executor.givenUp) {
      executor.givenUp = true;
      String why = "no sign of life for " + limit;
      deeds.add(() -> warned.accept(who + " is given up: " + why + "; others do its work"));
      deeds.add(() -> giveUp.accept(id, why));
    } else if (!executor.named && !executor.givenUp) {
      executor.named = true;
      String silent = " has given no sign of life for " + seconds(limits.name());
      deeds.add(() -> warned.accept(who + silent + "; it is given up after " + limit));
    }
  }

  private static String seconds(long nanos) {
    return ExecutorLimits.seconds(nanos) + " s";
  }
}
