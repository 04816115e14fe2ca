package io.fallline.watch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import com.codahale.metrics.MetricRegistry;
import io.fallline.core.training.TrainingListener.StepRecord;
import io.fallline.testing.LocalSpark;
import io.fallline.watch.FalllinePlugin.DriverMetrics;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.apache.spark.SparkConf;
import org.apache.spark.SparkContext;
import org.apache.spark.api.plugin.PluginContext;
import org.apache.spark.resource.ResourceInformation;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Which trainings are shown, and under which names. */
class DriverMetricsTest {
  private final SparkContext context = LocalSpark.session().sparkContext();
  private final MetricRegistry registry = new MetricRegistry();
  private final DriverMetrics driver = new DriverMetrics();

  @BeforeEach
  void begin() {
    driver.init(context, new OfRegistry(registry));
    driver.registerMetrics("application", null);
  }

  @AfterEach
  void end() {
    driver.shutdown();
  }

  @Test
  void trainingsAtOneTimeStandUnderNamesOfTheirOwn() {
    TrainingMetrics first = TrainingMetrics.begin(context, "digits");
    TrainingMetrics second = TrainingMetrics.begin(context, "digits");
    TrainingMetrics.begin(context, "clicks");
    assertEquals(Set.of("digits", "digits-2", "clicks"), shown());
    first.stepEnded(step(7), 0.5);
    second.stepEnded(step(3), 0.25);
    assertEquals(7L, value("digits.step"));
    assertEquals(3L, value("digits-2.step"));
    assertEquals(20.0, value("digits.samplesPerSecond"));
    assertEquals(0.25, value("digits-2.stepSeconds"));
  }

  @Test
  void aTrainingThatIsOverIsShownUntilAnotherBegins() {
    TrainingMetrics first = TrainingMetrics.begin(context, "digits");
    first.stepEnded(step(7), 0.5);
    first.close();
    assertEquals(7L, value("digits.step"));
    TrainingMetrics.begin(context, "digits");
    assertEquals(Set.of("digits"), shown());
    assertEquals(0L, value("digits.step"));
    assertEquals(2L, registry.counter("trainings").getCount());
  }

  @Test
  void manyTrainingsLeaveNoMoreNamesThanWentOnAtATime() {
    for (int i = 0; i < 100; i++) {
      TrainingMetrics.begin(context, "fit").close();
    }
    assertEquals(Set.of("fit"), shown());
  }

  @Test
  void nothingIsShownOnceTheApplicationIsOver() {
    driver.shutdown();
    TrainingMetrics.begin(context, "digits").close();
    assertEquals(Set.of(), shown());
  }

  @Test
  void executorsHaveNothingToShow() {
    assertNull(new FalllinePlugin().executorPlugin());
  }

  private static StepRecord step(long step) {
    return new StepRecord(step, 1, 10, 0.5, 0.1, 2);
  }

  private Object value(String name) {
    return registry.getGauges().get(name).getValue();
  }

  private Set<String> shown() {
    Set<String> names = new TreeSet<>();
    registry.getGauges().keySet().forEach(name -> names.add(name.substring(0, name.indexOf('.'))));
    return names;
  }

  /** What Spark hands to a plugin, as far as it is used. */
  private record OfRegistry(MetricRegistry metricRegistry) implements PluginContext {
    @Override
    public SparkConf conf() {
      return new SparkConf(false);
    }

    @Override
    public String executorID() {
      return "driver";
    }

    @Override
    public String hostname() {
      return "127.0.0.1";
    }

    @Override
    public Map<String, ResourceInformation> resources() {
      return Map.of();
    }

    @Override
    public void send(Object message) {
      throw new AssertionError("there is nobody to send to");
    }

    @Override
    public Object ask(Object message) {
      throw new AssertionError("there is nobody to send to");
    }
  }
}
