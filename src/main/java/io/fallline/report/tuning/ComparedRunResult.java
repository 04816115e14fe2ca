package io.fallline.report.tuning;

import io.fallline.report.Summary;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The result of one of the compared runs.
 *
 * @param values what it has of its own, by key, as it was given
 * @param runId its directory's name
 * @param summary empty where the run failed
 * @param failure what ended it, where something did
 * @param score by which it is ranked; NaN where it has none
 */
public record ComparedRunResult(
    Map<String, String> values,
    String runId,
    String run,
    Optional<Summary> summary,
    Optional<String> failure,
    double score,
    Course validation,
    Course training) {

  /**
   * A number by epoch.
   *
   * @param epochs since the start, counted in fractions where a number is of a step
   */
  public record Course(double[] epochs, double[] numbers) {
    public static final Course NONE = new Course(new double[0], new double[0]);
  }

  public ComparedRunResult {
    values = new LinkedHashMap<>(values);
  }

  boolean hasScore() {
    return Double.isFinite(score);
  }

  /** The values that differ between runs: {@code rule=adam, learningRate=0.01}. */
  public String label() {
    List<String> parts = new ArrayList<>();
    values.forEach(
        (key, value) ->
            parts.add(isGroup(value) ? shown(value) : title(key, values.keySet()) + "=" + value));
    return String.join(", ", parts);
  }

  /** A value in a table, under its key. */
  static String shown(String value) {
    return isGroup(value) ? value.substring(1, value.length() - 1).strip() : value;
  }

  private static boolean isGroup(String value) {
    return value.startsWith("{") && value.endsWith("}");
  }

  /** The last word of a key, where no other ends with it. */
  static String title(String key, Collection<String> keys) {
    String word = lastWord(key);
    return keys.stream().filter(other -> lastWord(other).equals(word)).count() > 1 ? key : word;
  }

  private static String lastWord(String key) {
    return key.substring(key.lastIndexOf('.') + 1);
  }
}
