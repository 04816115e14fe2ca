/**
 * Loading: all stages from tables to packed shards, for training and for scoring.
 *
 * <p>Start at {@link TrainingLoad}, from tables to the shards of a training, and at {@link
 * ScoringData} for rows to be scored.
 */
package io.fallline.data.loading;
