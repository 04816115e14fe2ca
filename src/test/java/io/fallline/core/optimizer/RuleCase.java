package io.fallline.core.optimizer;

import io.fallline.core.setting.Hyperparameters;
import java.util.Map;
import java.util.stream.Stream;

/** A rule and what is set for it. */
record RuleCase(String rule, Map<String, Object> values) {

  /** Every rule with its defaults, and with each of its flags the other way. */
  static Stream<RuleCase> variants() {
    return Optimizers.registry().names().stream()
        .flatMap(rule -> Stream.concat(Stream.of(new RuleCase(rule, Map.of())), flipped(rule)));
  }

  Optimizer create() {
    return Optimizers.registry().create(rule, Hyperparameters.of(values));
  }

  private static Stream<RuleCase> flipped(String rule) {
    return Optimizers.registry().settingsOf(rule).stream()
        .filter(setting -> setting.defaultValue() instanceof Boolean)
        .map(flag -> new RuleCase(rule, Map.of(flag.name(), !(Boolean) flag.defaultValue())));
  }
}
