/**
 * Training jobs: from loaded rows to a model, with its checkpoints, its start and its summary.
 *
 * <p>Start at {@link Train}, one training from rows to a run directory, and at {@link Training},
 * the training once its rows are loaded.
 */
package io.fallline.job.training;
