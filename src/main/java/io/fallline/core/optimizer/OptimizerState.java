package io.fallline.core.optimizer;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * The state of an update rule between steps, as named data: the step's number, vectors (slots) and
 * single numbers.
 */
public final class OptimizerState {
  private final Map<String, double[]> slots = new LinkedHashMap<>();
  private final Map<String, Double> numbers = new LinkedHashMap<>();
  private long step;

  /** The state before the first step for this many parameters. */
  public static OptimizerState start(Optimizer optimizer, int parameters) {
    OptimizerState state = new OptimizerState();
    for (String name : optimizer.slots()) {
      state.slots.put(name, new double[parameters]);
    }
    return state;
  }

  /**
   * A state that was saved earlier.
   *
   * @param slots by name; not copied
   * @throws IllegalArgumentException if these are not the slots of the rule, or not of this length
   */
  public static OptimizerState of(
      Optimizer optimizer,
      int parameters,
      long step,
      Map<String, double[]> slots,
      Map<String, Double> numbers) {
    if (!slots.keySet().equals(Set.copyOf(optimizer.slots()))) {
      throw new IllegalArgumentException(
          "slots " + slots.keySet() + ", expected " + optimizer.slots());
    }
    OptimizerState state = new OptimizerState();
    for (String name : optimizer.slots()) {
      double[] slot = slots.get(name);
      if (slot.length != parameters) {
        throw new IllegalArgumentException(
            "slot " + name + " has " + slot.length + " values, expected " + parameters);
      }
      state.slots.put(name, slot);
    }
    state.numbers.putAll(numbers);
    state.step = step;
    return state;
  }

  /** The step under way, from 1; 0 before the first. */
  public long step() {
    return step;
  }

  public void advance() {
    step++;
  }

  public double[] slot(String name) {
    double[] slot = slots.get(name);
    if (slot == null) {
      throw new IllegalStateException("no slot " + name + " among " + slots.keySet());
    }
    return slot;
  }

  public Map<String, double[]> slots() {
    return Collections.unmodifiableMap(slots);
  }

  public Map<String, Double> numbers() {
    return Collections.unmodifiableMap(numbers);
  }

  public double number(String name, double atStart) {
    return numbers.getOrDefault(name, atStart);
  }

  public void setNumber(String name, double value) {
    numbers.put(name, value);
  }

  /** The state of these coordinates only, in their order; a copy. */
  public OptimizerState at(int[] coordinates) {
    OptimizerState some = new OptimizerState();
    slots.forEach(
        (name, slot) -> {
          double[] gathered = new double[coordinates.length];
          for (int k = 0; k < coordinates.length; k++) {
            gathered[k] = slot[coordinates[k]];
          }
          some.slots.put(name, gathered);
        });
    some.numbers.putAll(numbers);
    some.step = step;
    return some;
  }

  /** Takes over the vectors that {@link #at} has given and a step has changed. */
  public void putBack(int[] coordinates, OptimizerState some) {
    slots.forEach(
        (name, slot) -> {
          double[] changed = some.slot(name);
          for (int k = 0; k < coordinates.length; k++) {
            slot[coordinates[k]] = changed[k];
          }
        });
  }

  /** A deep copy, which later steps do not touch. */
  public OptimizerState copy() {
    OptimizerState copy = new OptimizerState();
    slots.forEach((name, slot) -> copy.slots.put(name, slot.clone()));
    copy.numbers.putAll(numbers);
    copy.step = step;
    return copy;
  }
}
