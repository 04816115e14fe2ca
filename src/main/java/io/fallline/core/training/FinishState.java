package io.fallline.core.training;

import java.util.LinkedHashMap;
import java.util.Map;

/** The state of a {@link NewtonFinish} between its passes, besides the parameters. */
public final class FinishState {
  final String after;
  final double configuredL2;
  int passes;

  /** What the diagonal is multiplied by and added to itself; 0: a plain Newton step. */
  double damping;

  double estimatedL2;

  /** The mean loss, without penalty, that it began with; 0 before its first pass. */
  double firstLoss;

  boolean refit;

  /**
   * @param after why the descent before it ended
   * @param configuredL2 the l2 penalty of the configuration
   */
  FinishState(String after, double configuredL2) {
    this.after = after;
    this.configuredL2 = configuredL2;
  }

  /** A state that was saved earlier, of the same {@link #numbers}. */
  static FinishState of(String after, Map<String, Double> numbers) {
    FinishState state = new FinishState(after, numbers.get("l2"));
    state.passes = numbers.get("passes").intValue();
    state.damping = numbers.get("damping");
    state.estimatedL2 = numbers.get("estimatedL2");
    state.firstLoss = numbers.get("firstLoss");
    state.refit = numbers.get("refit") == 1;
    return state;
  }

  /** All but {@link #after}, by name. */
  Map<String, Double> numbers() {
    Map<String, Double> numbers = new LinkedHashMap<>();
    numbers.put("passes", (double) passes);
    numbers.put("l2", configuredL2);
    numbers.put("damping", damping);
    numbers.put("estimatedL2", estimatedL2);
    numbers.put("firstLoss", firstLoss);
    numbers.put("refit", refit ? 1.0 : 0.0);
    return numbers;
  }

  public String after() {
    return after;
  }

  /** Whether rows that were held out have joined those that are trained on. */
  public boolean isRefit() {
    return refit;
  }

  public int passes() {
    return passes;
  }

  /** Whether a refit can begin: it looks once before its first step. */
  public boolean leavesPasses() {
    return passes + 2 <= NewtonFinish.MOST_PASSES;
  }

  /** The penalty that counts: the configured one, or a larger one that was estimated. */
  public double l2() {
    return Math.max(configuredL2, estimatedL2);
  }

  /** The penalty that was estimated from the rows; 0 where none was. */
  public double estimatedL2() {
    return estimatedL2;
  }
}
