package io.fallline.job.configuration;

import java.util.Map;

/**
 * The update rule.
 *
 * @param settings all that this rule reads, defaults included: Double or Boolean
 */
public record OptimizerSection(String rule, double learningRate, Map<String, Object> settings) {}
