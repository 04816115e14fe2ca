/**
 * Evaluation of a model on rows, the metrics that follow from it, and their registry.
 *
 * <p>Start at {@link Evaluation}, the sums over rows, and at {@link Metric}, a number computed from
 * them. A new metric is a method and a line in {@link Metrics}.
 */
package io.fallline.core.metric;
