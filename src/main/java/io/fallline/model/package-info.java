/**
 * A model as its files have it, without Spark and Hadoop: the encoding of columns, the parameters
 * in safetensors, the manifest, and the encoding of rows.
 *
 * <p>Start at {@link ModelContent}, which reads a model directory, and at {@link Encoding}.
 */
package io.fallline.model;
