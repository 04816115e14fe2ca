/**
 * Fallline's estimators and models for pipelines of {@code spark.ml}.
 *
 * <p>Start at {@link MiniBatchClassifier} and {@link MiniBatchRegressor}.
 */
package io.fallline.ml;
