package io.fallline.job.configuration;

import java.util.Map;
import java.util.OptionalDouble;

/**
 * The update rule.
 *
 * @param learningRate empty: auto, found by short trials before the first step
 * @param settings all that this rule reads, defaults included: Double or Boolean
 */
public record OptimizerSection(
    String rule, OptionalDouble learningRate, Map<String, Object> settings) {}
