package io.fallline.data;

import java.util.List;
import java.util.Map;

/** What rows to score: {@code --data} with the format and options of the section {@code data}. */
public record ScoringSpec(String format, List<String> paths, Map<String, String> options) {
  public ScoringSpec {
    paths = List.copyOf(paths);
    options = Map.copyOf(options);
  }
}
