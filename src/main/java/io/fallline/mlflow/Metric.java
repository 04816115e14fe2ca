package io.fallline.mlflow;

/**
 * A value of a metric.
 *
 * @param timestamp in milliseconds since 1970
 */
record Metric(String key, double value, long step, long timestamp) {}
