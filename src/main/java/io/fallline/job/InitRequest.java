package io.fallline.job;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A table to be looked at.
 *
 * @param data paths, or a table's name
 * @param label the column to be predicted
 * @param format empty: by the files' names
 * @param options for Spark's reader, over what is found out
 * @param output the configuration's file; empty: the data's name in the working directory
 */
public record InitRequest(
    List<String> data,
    String label,
    Optional<String> format,
    Map<String, String> options,
    Optional<String> output) {}
