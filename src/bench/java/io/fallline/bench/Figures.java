package io.fallline.bench;

import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/** What one run of a contender came to: numbers by name, and a few words beside them. */
public final class Figures {
  private final Map<String, Double> numbers = new LinkedHashMap<>();
  private final Map<String, String> notes = new LinkedHashMap<>();

  public static Figures of(String name, double number) {
    return new Figures().put(name, number);
  }

  public Figures put(String name, double number) {
    numbers.put(name, number);
    return this;
  }

  public Figures note(String name, String words) {
    notes.put(name, words);
    return this;
  }

  /**
   * Samples per second of the best epoch and of the middle one: what comes first in a run, such as
   * compilation, is in neither.
   */
  public Figures putEpochs(double[] samplesPerSecond) {
    put("samplesPerSecond", median(samplesPerSecond));
    return put(
        "bestSamplesPerSecond",
        Arrays.stream(samplesPerSecond)
            .max()
            .orElseThrow(() -> new IllegalArgumentException("no epoch")));
  }

  public Map<String, Double> numbers() {
    return Collections.unmodifiableMap(numbers);
  }

  public Map<String, String> notes() {
    return Collections.unmodifiableMap(notes);
  }

  /** The middle one, or the mean of the two in the middle. */
  public static double median(double[] values) {
    if (values.length == 0) {
      return Double.NaN;
    }
    double[] sorted = Arrays.stream(values).sorted().toArray();
    int middle = sorted.length / 2;
    return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
  }
}
