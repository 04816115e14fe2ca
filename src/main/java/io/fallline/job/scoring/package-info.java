/**
 * Scoring jobs: a trained model on other rows, for predictions and for metrics.
 *
 * <p>Start at {@link TrainedModel}, and at {@link ScoringTask}, which runs one over rows.
 */
package io.fallline.job.scoring;
