/**
 * Loss functions, from raw scores of a row to its loss and derivative, and their registry.
 *
 * <p>Start at {@link Loss}. A new one is a file here and a line in {@link Losses}. A loss knows
 * neither model nor Spark.
 */
package io.fallline.core.loss;
