package io.fallline.watch;

import io.fallline.core.training.TrainingListener.StepRecord;
import io.fallline.watch.FalllinePlugin.DriverMetrics;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;
import org.apache.spark.SparkContext;

/** The gauges of a training in Spark's metrics system. An update costs a volatile write. */
public final class TrainingMetrics implements AutoCloseable {
  /** A step that is over, and how long it took. */
  private record Last(StepRecord step, double seconds) {}

  private final Map<String, Supplier<Number>> gauges = new LinkedHashMap<>();
  private volatile Last last;
  private volatile double validationLoss = Double.NaN;
  private volatile Long checkpoint;
  private volatile boolean over;

  private TrainingMetrics() {
    gauges.put("step", () -> last == null ? 0 : last.step.step());
    gauges.put("epoch", () -> last == null ? 0 : last.step.epoch());
    gauges.put("loss", () -> of(last -> last.step.loss()));
    gauges.put("learningRate", () -> of(last -> last.step.learningRate()));
    gauges.put("gradientNorm", () -> of(last -> last.step.gradientNorm()));
    gauges.put("stepSeconds", () -> of(last -> last.seconds));
    gauges.put("samplesPerSecond", () -> of(last -> last.step.rows() / last.seconds));
    gauges.put("validationLoss", () -> validationLoss);
    gauges.put("checkpointAgeSeconds", this::checkpointAge);
  }

  /** Of a training that begins; shown where the application has {@link FalllinePlugin}. */
  public static TrainingMetrics begin(SparkContext context, String name) {
    TrainingMetrics metrics = new TrainingMetrics();
    DriverMetrics.of(context).ifPresent(driver -> driver.show(name, metrics));
    return metrics;
  }

  public void stepEnded(StepRecord step, double seconds) {
    last = new Last(step, seconds);
  }

  public void validated(double loss) {
    validationLoss = loss;
  }

  /** A checkpoint is on disk. */
  public void checkpointKept() {
    checkpoint = System.nanoTime();
  }

  /** By name; not a number where nothing is known yet. */
  Map<String, Supplier<Number>> gauges() {
    return gauges;
  }

  boolean isOver() {
    return over;
  }

  /** The training is over; what it has reached may be shown on. */
  @Override
  public void close() {
    over = true;
  }

  private double of(ToDoubleFunction<Last> number) {
    Last seen = last;
    return seen == null ? Double.NaN : number.applyAsDouble(seen);
  }

  private double checkpointAge() {
    Long kept = checkpoint;
    return kept == null ? Double.NaN : (System.nanoTime() - kept) / 1e9;
  }
}
