/**
 * One piece of work from a configuration to its result: a training, an evaluation, a prediction, a
 * check, a comparison.
 *
 * <p>Start at {@link Train}, one training from rows to a run directory, and at {@link Training},
 * the training once its rows are loaded.
 */
package io.fallline.job;
