package io.fallline.configuration;

import java.util.Map;
import java.util.Optional;

/**
 * How the learning rate moves.
 *
 * @param metric what a plateau is seen in; empty: the validation loss
 * @param settings all that this schedule reads, defaults included: Double or Boolean
 */
public record ScheduleSection(
    @ConfigKey(
            defaultValue = "constant",
            description = "how the learning rate moves; its settings stand beside it",
            param = "schedule",
            type = KeyTypes.ComponentName.class)
        String type,
    @ConfigKey(
            defaultValue = "0",
            description = "steps over which the rate rises linearly to its base",
            param = "warmupSteps",
            interval = "[0, )")
        long warmupSteps,
    @ConfigKey(
            defaultValue = "null",
            description = "what plateau watches; null: the validation loss",
            param = "scheduleMetric",
            type = WatchedMetric.class)
        Optional<String> metric,
    @SettingsOf("type") Map<String, Object> settings) {}
