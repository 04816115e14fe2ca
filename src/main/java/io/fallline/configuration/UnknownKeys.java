package io.fallline.configuration;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigUtil;
import io.fallline.configuration.hocon.KeyOrigins;
import io.fallline.core.failure.Failure;
import io.fallline.core.setting.NameSuggestion;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Refuses keys that nothing reads, and says which one may have been meant.
 *
 * @param settings by section, what named parts read beside the section's own keys; the rule's are
 *     checked with it
 */
record UnknownKeys(Config defaults, Map<String, Set<String>> settings, KeyOrigins places) {
  /** What is in these is the user's own. */
  private static final Set<String> OPEN = Set.of("data.options", "training.classWeights");

  void refuse(ConfigObject given) {
    refuse(given, List.of(), defaults.root());
  }

  private void refuse(ConfigObject given, List<String> path, ConfigObject known) {
    Set<String> names = new LinkedHashSet<>(known.keySet());
    names.addAll(settings.getOrDefault(String.join(".", path), Set.of()));
    for (String key : new TreeSet<>(given.keySet())) {
      List<String> whole = append(path, key);
      String name = ConfigUtil.joinPath(whole);
      if (!names.contains(key) && !name.startsWith("optimizer.")) {
        throw unknown(path, key, names, places.of(whole, given.get(key)));
      }
      if (!OPEN.contains(name)
          && known.get(key) instanceof ConfigObject section
          && given.get(key) instanceof ConfigObject inside) {
        refuse(inside, whole, section);
      }
    }
  }

  private Failure unknown(List<String> path, String key, Set<String> names, String place) {
    String section = path.isEmpty() ? "the configuration" : ConfigUtil.joinPath(path);
    String suggestion = NameSuggestion.didYouMean(key, names);
    if (suggestion.isEmpty()) {
      suggestion = elsewhere(key).map(name -> "; did you mean " + name + "?").orElse("");
    }
    return Failure.configuration(
        "%s: %s is not a setting of %s%s (%s has %s)",
        place,
        ConfigUtil.joinPath(append(path, key)),
        section,
        suggestion,
        section,
        String.join(", ", new TreeSet<>(names)));
  }

  /** The same name in another section. */
  private Optional<String> elsewhere(String key) {
    return defaults.root().entrySet().stream()
        .filter(
            entry -> entry.getValue() instanceof ConfigObject section && section.containsKey(key))
        .map(entry -> entry.getKey() + "." + key)
        .sorted()
        .findFirst();
  }

  private static List<String> append(List<String> path, String key) {
    List<String> whole = new ArrayList<>(path);
    whole.add(key);
    return whole;
  }
}
