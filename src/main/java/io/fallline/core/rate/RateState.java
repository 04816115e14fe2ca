package io.fallline.core.rate;

import java.util.Map;
import java.util.TreeMap;

/** What a schedule remembers between epochs, as named numbers. */
public final class RateState {
  private final Map<String, Double> numbers = new TreeMap<>();

  public double number(String name, double atStart) {
    return numbers.getOrDefault(name, atStart);
  }

  public void setNumber(String name, double value) {
    numbers.put(name, value);
  }

  public RateState copy() {
    RateState copy = new RateState();
    copy.numbers.putAll(numbers);
    return copy;
  }
}
