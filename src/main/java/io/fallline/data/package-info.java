/**
 * Input tables: their sources, checks, encoding and scaling, and the packed shards that training
 * reads.
 *
 * <p>Start at {@link TrainingLoad}, from tables to shards, stage by stage, and at {@link
 * ScoringData} for rows to be scored.
 */
package io.fallline.data;
