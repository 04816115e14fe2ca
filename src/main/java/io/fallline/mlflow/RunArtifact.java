package io.fallline.mlflow;

import java.io.InputStream;
import java.util.function.Supplier;

/**
 * A file of a run.
 *
 * @param path among the run's: {@code model/manifest.json}
 * @param bytes how many it has
 * @param content opens it; an {@link java.io.UncheckedIOException} if it cannot be read
 */
public record RunArtifact(String path, long bytes, Supplier<InputStream> content) {}
