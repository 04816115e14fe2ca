package io.fallline.data.sources;

import io.fallline.model.NumberParser;
import java.util.Map;
import java.util.TreeMap;

/** Texts that usually say that there is no value: ?, NA, NULL. */
public final class MissingValueMarkers {
  private MissingValueMarkers() {}

  /** "None" is a category more often than not. */
  public static boolean is(String text) {
    return !text.isEmpty() && NumberParser.isMissing(text) && !text.equalsIgnoreCase("none");
  }

  /** Those among a column's texts, and how often it has each, blanks around it aside. */
  public static Map<String, Long> among(Map<String, Long> texts) {
    Map<String, Long> found = new TreeMap<>();
    texts.forEach((text, times) -> found.merge(text.strip(), times, Long::sum));
    found.keySet().removeIf(text -> !is(text));
    return found;
  }

  /** The one that stands most often; empty where there is none. */
  public static String commonest(Map<String, Long> markers) {
    return markers.entrySet().stream()
        .max(Map.Entry.<String, Long>comparingByValue().thenComparing(Map.Entry.comparingByKey()))
        .map(Map.Entry::getKey)
        .orElse("");
  }
}
