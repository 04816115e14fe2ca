/**
 * Scoring jobs: a trained model on other rows, for predictions and for metrics.
 *
 * <p>Start at {@link TrainedModel}, and at {@link Predict} and {@link Evaluate}, which run it over
 * rows.
 */
package io.fallline.job.scoring;
