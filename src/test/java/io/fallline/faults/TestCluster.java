package io.fallline.faults;

import java.io.IOException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.apache.spark.SparkConf;
import org.apache.spark.SparkContext;
import org.apache.spark.SparkEnv;
import org.apache.spark.storage.BlockId;
import org.apache.spark.storage.BlockManagerMaster;
import org.apache.spark.storage.BroadcastBlockId;
import scala.jdk.javaapi.CollectionConverters;

/**
 * Spark of a driver which a test has started in a process of its own, with {@code ForkedDriver}.
 */
final class TestCluster {
  /** Where the jar is that executors are sent. */
  static final String JAR = "fallline.test.jar";

  /** Longer than {@link #impatient} has resident tasks waited for. */
  static final int PAUSE_SECONDS = 30;

  private static final long SECONDS = 150;
  private static final long GLANCE_NANOS = TimeUnit.MILLISECONDS.toNanos(20);

  private TestCluster() {}

  /** Ends this process when the test that started it is gone, however it went. */
  private static void endWithParent() {
    Thread watch =
        new Thread(
            () -> {
              try {
                while (System.in.read() >= 0) {
                  continue; // nothing is said to it
                }
              } catch (IOException e) {
                e.printStackTrace();
              }
              Runtime.getRuntime().halt(4);
            },
            "parent");
    watch.setDaemon(true);
    watch.start();
  }

  static SparkConf conf(String master, boolean speculation) {
    endWithParent();
    return new SparkConf()
        .setMaster(master)
        .setAppName("faults")
        .set("spark.jars", System.getProperty(JAR))
        .set("spark.ui.enabled", "false")
        .set("spark.driver.host", "127.0.0.1")
        .set("spark.executor.memory", "512m")
        // executors come and go: what they are spared is only time
        .set("spark.executor.extraJavaOptions", "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC")
        // on a busy machine an executor takes long to come back, and it is resident tasks that
        // are tried
        .set("spark.fallline.resident.startTimeout", "80s")
        // an executor that was killed comes back, as often as it takes
        .set("spark.deploy.maxExecutorRetries", "-1")
        .set("spark.serializer", "org.apache.spark.serializer.JavaSerializer")
        // eager enough to happen in steps of milliseconds
        .set("spark.speculation", String.valueOf(speculation))
        .set("spark.speculation.interval", "20ms")
        .set("spark.speculation.minTaskRuntime", "20ms")
        .set("spark.speculation.multiplier", "1.2")
        .set("spark.speculation.quantile", "0.5");
  }

  /** With a Spark that soon gives up executors which stand still. */
  static SparkConf impatient(SparkConf conf) {
    return conf.set("spark.fallline.resident.stallTimeout", "20s")
        .set("spark.executor.heartbeatInterval", "5s")
        .set("spark.network.timeout", "30s")
        .set("spark.network.timeoutInterval", "5s");
  }

  /** What executors keep of datasets, and of broadcasts: the driver's own stay. */
  static void dropBlocks() {
    BlockManagerMaster master = SparkEnv.get().blockManager().master();
    SparkContext context = SparkContext.getOrCreate();
    CollectionConverters.asJava(context.getPersistentRDDs())
        .keySet()
        .forEach(id -> master.removeRdd((Integer) id, true));
    CollectionConverters.asJava(master.getMatchingBlockIds(BlockId::isBroadcast, false))
        .forEach(
            block -> master.removeBroadcast(((BroadcastBlockId) block).broadcastId(), false, true));
  }

  /** Comes back when so many executors are there and known to the driver. */
  static void awaitExecutors(SparkContext context, int executors) {
    await(
        executors + " executors",
        () ->
            ExecutorProcesses.running(ProcessHandle.current()).size() == executors
                && slots(context) == executors);
  }

  /** How many tasks could run at once now. */
  static int slots(SparkContext context) {
    return context.maxNumConcurrentTasks(context.resourceProfileManager().defaultResourceProfile());
  }

  /** Looks again and again. */
  static void await(String what, BooleanSupplier condition) {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(SECONDS);
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() > end) {
        throw new IllegalStateException("waited in vain for " + what);
      }
      LockSupport.parkNanos(GLANCE_NANOS);
    }
  }
}
