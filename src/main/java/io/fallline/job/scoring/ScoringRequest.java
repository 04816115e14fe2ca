package io.fallline.job.scoring;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A model and rows to hold it against.
 *
 * @param model a directory or a registry's
 * @param data paths, or a table's name
 * @param format empty: as the model's training data
 * @param options for the reader, on top of those of the training where the format is the same
 */
public record ScoringRequest(
    ModelReference model,
    List<String> data,
    Optional<String> format,
    Map<String, String> options) {}
