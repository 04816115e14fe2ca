package io.fallline.job.configuration;

import java.util.Optional;
import java.util.OptionalDouble;

/** A scheduled retraining: the registry, what is new, and the gate before promotion. */
public record RetrainSection(
    Optional<String> registry,
    Optional<String> model,
    boolean warmStart,
    boolean warmOptimizer,
    NewData newData,
    Window window,
    Gate gate,
    int keep,
    Optional<String> runKey,
    double leaseMinutes) {

  /** What to train on. */
  public enum NewData {
    ALL,
    FILES,
    WINDOW
  }

  /** The newest days by a column of dates or times. */
  public record Window(Optional<String> column, OptionalDouble days) {}

  /** What a challenger must show. */
  public record Gate(
      Optional<String> metric, GateData on, double minGain, OptionalDouble absolute) {}

  /** The rows that the gate is measured on. */
  public enum GateData {
    TEST,
    VALIDATION
  }
}
