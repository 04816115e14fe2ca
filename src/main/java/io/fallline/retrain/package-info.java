/**
 * Scheduled retraining: who may publish, what is trained on, whether the new model becomes the
 * champion; and the registry for those who look into it.
 *
 * <p>Start at {@link Retrain}, one scheduled retraining, and at {@link Challenger}, its training.
 */
package io.fallline.retrain;
