/**
 * Monitoring of a training: its history, progress, times, metrics, and the MLflow server that is
 * told of it.
 *
 * <p>Start at {@link RunListener}, which hears of every step.
 */
package io.fallline.job.monitoring;
