package io.fallline.job.configuration;

import io.fallline.core.setting.NameSuggestion;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;

/** What can be watched on the validation data: its loss, or a metric. */
final class WatchedMetric {
  static final String LOSS = "loss";

  private WatchedMetric() {}

  /** The section's key {@code metric}. */
  static Optional<String> metric(SectionReader section, ComponentRegistries parts) {
    Set<String> names = new LinkedHashSet<>(Set.of(LOSS));
    names.addAll(parts.metrics().names());
    Optional<String> found = section.optionalText("metric", "a metric, or null");
    if (found.isPresent() && !names.contains(found.get())) {
      throw section.refused(
          "metric",
          "one of "
              + String.join(", ", names)
              + ", or null"
              + NameSuggestion.didYouMean(found.get(), names));
    }
    return found;
  }
}
