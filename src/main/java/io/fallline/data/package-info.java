/**
 * Input data: from the tables that a configuration names to shards of encoded rows.
 *
 * <p>Start at {@link DataSpec}, what is to be loaded, and at {@link
 * io.fallline.data.loading.TrainingData#load(org.apache.spark.sql.SparkSession, DataSpec)}. Rows go
 * through the rooms in this order: {@code sources} reads cells, {@code records} puts rows into the
 * canonical order, {@code statistics} learns the encoding from the training rows, {@code loading}
 * packs them. {@code profile} says what a table's columns hold.
 */
package io.fallline.data;
