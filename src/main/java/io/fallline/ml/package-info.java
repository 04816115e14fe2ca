/**
 * Estimators and models of {@code spark.ml}.
 *
 * <p>Start at {@link MiniBatchClassifier} and {@link MiniBatchRegressor}.
 */
package io.fallline.ml;
