/**
 * What Spark shows of a training: descriptions of jobs, and gauges of metrics.
 *
 * <p>Start at {@link JobDescription} and {@link TrainingMetrics}.
 */
package io.fallline.watch;
