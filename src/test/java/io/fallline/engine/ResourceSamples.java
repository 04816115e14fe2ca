package io.fallline.engine;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fallline.core.training.TrainingListener;
import io.fallline.core.training.TrainingListener.StepRecord;
import io.fallline.engine.resident.ResidentTroubleTest;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.apache.spark.SparkContext;
import org.apache.spark.SparkEnv;
import org.apache.spark.storage.BlockId;

/** What a driver holds, looked at in the course of a training. */
final class ResourceSamples implements TrainingListener {
  private static final int SAMPLES = 40;

  /** Those of the jobs under way, two a broadcast, and of what Spark keeps at hand. */
  private static final int BLOCKS_IN_USE = 12;

  private final SparkContext context;
  private final long every;
  private final Map<String, List<Long>> samples = new LinkedHashMap<>();

  ResourceSamples(SparkContext context, long steps) {
    this.context = context;
    this.every = Math.max(1, steps / SAMPLES);
  }

  @Override
  public void stepEnded(StepRecord step) {
    if (step.step() % every == 0) {
      sample();
    }
  }

  private void sample() {
    awaitSparksCleaner();
    Runtime runtime = Runtime.getRuntime();
    add("heap KiB", (runtime.totalMemory() - runtime.freeMemory()) >> 10);
    add("threads", ManagementFactory.getThreadMXBean().getThreadCount());
    add("broadcast blocks", broadcastBlocks());
    add("listeners", context.listenerBus().listeners().size());
    add("jobs known to Spark", context.statusStore().jobsList(null).size());
    try {
      add("RPC endpoints", ResidentTroubleTest.endpoints().size());
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  /**
   * Spark drops the broadcast blocks of ended jobs after a collection, in a thread of its own: how
   * far it has come says how busy the machine is. What it has not dropped by then stays counted.
   */
  private static void awaitSparksCleaner() {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
    do {
      System.gc();
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(10));
    } while (broadcastBlocks() > BLOCKS_IN_USE && System.nanoTime() < end);
  }

  private static int broadcastBlocks() {
    return SparkEnv.get().blockManager().getMatchingBlockIds(BlockId::isBroadcast).size();
  }

  private void add(String what, long value) {
    samples.computeIfAbsent(what, key -> new ArrayList<>()).add(value);
  }

  /** The medians of the second and of the last quarter, each. */
  String figures() {
    StringBuilder line = new StringBuilder();
    samples.forEach(
        (what, values) ->
            line.append(", %s %d then %d".formatted(what, second(values), last(values))));
    return line.substring(2);
  }

  void requireFlat() {
    samples.forEach(
        (what, values) -> {
          // a tenth, and a few of what is few: Spark's cleaner and its pools come and go
          long most = second(values) * 11 / 10 + (what.startsWith("heap") ? 8 << 10 : 4);
          assertTrue(last(values) <= most, () -> what + " grows: " + values);
        });
  }

  private static long second(List<Long> values) {
    return median(values.subList(values.size() / 4, values.size() / 2));
  }

  private static long last(List<Long> values) {
    return median(values.subList(values.size() * 3 / 4, values.size()));
  }

  private static long median(List<Long> values) {
    return values.stream().sorted().toList().get(values.size() / 2);
  }
}
