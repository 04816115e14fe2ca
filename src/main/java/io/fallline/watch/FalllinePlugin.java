package io.fallline.watch;

import org.apache.spark.api.plugin.DriverPlugin;
import org.apache.spark.api.plugin.ExecutorPlugin;
import org.apache.spark.api.plugin.SparkPlugin;

/**
 * A Spark plugin that shows trainings in Spark's metrics system: {@code spark.plugins =
 * io.fallline.watch.FalllinePlugin}.
 */
public final class FalllinePlugin implements SparkPlugin {
  @Override
  public DriverPlugin driverPlugin() {
    return new DriverMetrics();
  }

  /** None: executors hold no state of a training, and Spark shows their tasks itself. */
  @Override
  public ExecutorPlugin executorPlugin() {
    return null;
  }
}
