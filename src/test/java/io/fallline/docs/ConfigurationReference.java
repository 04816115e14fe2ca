package io.fallline.docs;

import static io.fallline.docs.MarkdownPage.cell;
import static io.fallline.docs.MarkdownPage.code;

import io.fallline.configuration.ConfigurationHelp;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * docs/configuration.md, made from where things stand already: keys, defaults and meanings in the
 * declarations of keys, what a key takes in the words in which other values are refused, names in
 * the registries, formulas and sources in the Javadoc of their classes.
 */
final class ConfigurationReference {
  private final MarkdownPage page = new MarkdownPage();
  private final EstimatorParams params = new EstimatorParams();

  static String page() {
    ConfigurationReference reference = new ConfigurationReference();
    reference.keys();
    new PartTables(reference.page, reference.params).write();
    return reference.page.text();
  }

  private void keys() {
    page.lines(
        "# Configuration reference",
        "",
        "Every key of a configuration: its default, what it takes, what it means; then every name that a key can have. `train --help` prints this in",
        "short. A configuration is HOCON, in which `data.test = 0.2` and `data { test = 0.2 }` say the same; `--set KEY=VALUE` on the command line goes over",
        "the file. *Param* is the name in the estimators `MiniBatchClassifier` and `MiniBatchRegressor`, which have Spark's own Params for columns and",
        "give weights to classes by `classWeights` and `balancedClasses`. Which rule or schedule to choose: [rules.md](rules.md). This page is made from",
        "the code ([how](../CONTRIBUTING.md)).",
        "",
        "## Keys");
    Map<String, List<String>> sections =
        ConfigurationHelp.keys().stream()
            .collect(
                Collectors.groupingBy(
                    ConfigurationReference::section, LinkedHashMap::new, Collectors.toList()));
    sections.forEach(this::section);
  }

  private void section(String section, List<String> keys) {
    page.heading("### " + section);
    page.columns("key", "default", "takes", "means", "Param");
    for (String key : keys) {
      page.row(
          code(key),
          code(shown(ConfigurationHelp.defaultValue(key).orElse(null))),
          cell(Accepted.by(key)),
          cell(ConfigurationHelp.meaning(key)),
          params.of(key));
    }
  }

  private static String section(String key) {
    int dot = key.indexOf('.');
    return dot < 0 ? "The job" : code(key.substring(0, dot));
  }

  /** As a configuration spells it. */
  private static String shown(Object value) {
    if (value instanceof Map<?, ?> map && map.isEmpty()) {
      return "{}";
    }
    return value instanceof String text ? '"' + text + '"' : String.valueOf(value);
  }
}
