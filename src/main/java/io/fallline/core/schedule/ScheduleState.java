package io.fallline.core.schedule;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/** The state of a learning-rate schedule between epochs, as named numbers. */
public final class ScheduleState {
  private final Map<String, Double> numbers = new TreeMap<>();

  /** A state that was saved earlier. */
  public static ScheduleState of(Map<String, Double> numbers) {
    ScheduleState state = new ScheduleState();
    state.numbers.putAll(numbers);
    return state;
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

  public ScheduleState copy() {
    ScheduleState copy = new ScheduleState();
    copy.numbers.putAll(numbers);
    return copy;
  }
}
