package io.fallline.configuration;

import io.fallline.core.setting.NameSuggestion;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;

/** What can be watched on held-out rows: their loss or a metric; empty where nothing is. */
class WatchedMetric implements KeyType<Optional<String>> {
  static final String LOSS = "loss";

  @Override
  public Optional<String> read(SectionReader section, DeclaredKey key) {
    Set<String> names = new LinkedHashSet<>(Set.of(LOSS));
    names.addAll(ComponentRegistries.all().metrics().names());
    Optional<String> found = section.optionalText(key.name(), "a metric, or null");
    if (found.isPresent() && !names.contains(found.get())) {
      throw section.refused(
          key.name(),
          "one of "
              + String.join(", ", names)
              + ", or null"
              + NameSuggestion.didYouMean(found.get(), names));
    }
    return found;
  }

  /**
   * What early stopping watches. A setting of it, its patience say, asks for early stopping: it
   * watches the validation loss then.
   */
  static final class OfEarlyStopping extends WatchedMetric {
    @Override
    public Optional<String> read(SectionReader early, DeclaredKey key) {
      boolean implied = !early.isSet(key.name()) && early.keys().stream().anyMatch(early::isSet);
      return implied ? Optional.of(LOSS) : super.read(early, key);
    }
  }
}
