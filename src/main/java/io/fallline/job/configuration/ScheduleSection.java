package io.fallline.job.configuration;

import java.util.Map;
import java.util.Optional;

/**
 * How the learning rate moves.
 *
 * @param metric what a plateau is seen in; empty: the validation loss
 * @param settings all that this schedule reads, defaults included: Double or Boolean
 */
public record ScheduleSection(
    String type, long warmupSteps, Optional<String> metric, Map<String, Object> settings) {}
