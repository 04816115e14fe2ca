package io.fallline.configuration;

import java.util.Map;
import java.util.OptionalDouble;

/**
 * The update rule.
 *
 * @param learningRate empty: auto, found by short trials before the first step
 * @param settings all that this rule reads, defaults included: Double or Boolean
 */
public record OptimizerSection(
    @ConfigKey(
            defaultValue = "adam",
            description = "the update rule; its settings stand beside it",
            param = "rule",
            type = KeyTypes.ComponentName.class)
        String rule,
    @ConfigKey(
            defaultValue = "auto",
            description =
                "the base rate, before the schedule; auto: found by short trials on the first rows",
            param = "learningRate",
            interval = "(0, )")
        OptionalDouble learningRate,
    @SettingsOf(value = "rule", only = true) Map<String, Object> settings) {}
