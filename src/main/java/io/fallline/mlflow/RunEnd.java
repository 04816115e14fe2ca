package io.fallline.mlflow;

import java.util.List;
import java.util.Map;

/**
 * What a server is told of a run when it is over.
 *
 * @param metrics of its result, as of {@code step}; those that are not finite are left out
 * @param files for the server to keep, if it takes any
 */
public record RunEnd(
    Status status,
    long step,
    Map<String, Double> metrics,
    Map<String, String> tags,
    List<RunArtifact> files) {

  /** As MLflow spells it. */
  public enum Status {
    FINISHED,
    FAILED,
    KILLED
  }

  long bytes() {
    return files.stream().mapToLong(RunArtifact::bytes).sum();
  }
}
