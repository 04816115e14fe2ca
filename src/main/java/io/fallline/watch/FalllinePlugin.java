package io.fallline.watch;

import com.codahale.metrics.Counter;
import com.codahale.metrics.Gauge;
import com.codahale.metrics.MetricRegistry;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.apache.spark.SparkContext;
import org.apache.spark.api.plugin.DriverPlugin;
import org.apache.spark.api.plugin.ExecutorPlugin;
import org.apache.spark.api.plugin.PluginContext;
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

  /**
   * The metrics of a driver's trainings in Spark's metrics system. Each stands under its name,
   * {@code digits.loss}, while it goes on and until another begins, so that who looks every few
   * seconds sees a short one's end. Of trainings of one name at one time the second is {@code
   * digits-2}: names are few, whatever the number of trainings.
   */
  static final class DriverMetrics implements DriverPlugin {
    private static final Map<SparkContext, DriverMetrics> DRIVERS = new ConcurrentHashMap<>();

    private final Counter begun = new Counter();
    private final Map<String, TrainingMetrics> shown = new HashMap<>();
    private SparkContext context;
    private MetricRegistry registry;

    /** Those of an application that has the plugin. */
    static Optional<DriverMetrics> of(SparkContext context) {
      return Optional.ofNullable(DRIVERS.get(context));
    }

    @Override
    public Map<String, String> init(SparkContext sparkContext, PluginContext plugin) {
      context = sparkContext;
      registry = plugin.metricRegistry();
      DRIVERS.put(context, this);
      return Map.of(); // nothing that executors have to know
    }

    /** Spark takes no notice of a plugin that has no metric by now; those that follow, it shows. */
    @Override
    public void registerMetrics(String application, PluginContext plugin) {
      registry.register("trainings", begun);
    }

    @Override
    public void shutdown() {
      DRIVERS.remove(context);
    }

    synchronized void show(String name, TrainingMetrics training) {
      shown.entrySet().removeIf(other -> other.getValue().isOver() && remove(other.getKey()));
      begun.inc();
      String free = name;
      for (int number = 2; shown.containsKey(free); number++) {
        free = name + "-" + number;
      }
      shown.put(free, training);
      for (Map.Entry<String, Supplier<Number>> gauge : training.gauges().entrySet()) {
        registry.register(
            MetricRegistry.name(free, gauge.getKey()), (Gauge<Number>) gauge.getValue()::get);
      }
    }

    private boolean remove(String name) {
      shown.get(name).gauges().keySet().forEach(g -> registry.remove(MetricRegistry.name(name, g)));
      return true;
    }
  }
}
