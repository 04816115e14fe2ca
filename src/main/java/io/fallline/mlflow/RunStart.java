package io.fallline.mlflow;

import java.util.Map;

/**
 * What a server is told of a run when it begins.
 *
 * @param experiment by name; made if there is none
 * @param settings what MLflow calls parameters
 */
public record RunStart(
    String experiment, String name, Map<String, String> settings, Map<String, String> tags) {}
