package io.fallline.data;

import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Rows that a caller brings as DataFrames, in place of a source's paths.
 *
 * @param name how messages call them
 * @param validation null where {@link DataSpec#validation} says what is held out
 * @param classes labels are the class indices 0 to classes − 1, of which rows need not have all; 0
 *     where the loss takes numbers
 */
public record InputFrames(String name, Dataset<Row> train, Dataset<Row> validation, int classes) {}
