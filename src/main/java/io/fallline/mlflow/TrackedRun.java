package io.fallline.mlflow;

import java.io.InputStream;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** The data of a run that an MLflow server gets, when the run begins and when it is over. */
public final class TrackedRun {
  private TrackedRun() {}

  /**
   * A run that begins.
   *
   * @param experiment by name; made if there is none
   * @param settings what MLflow calls parameters
   */
  public record Start(
      String experiment, String name, Map<String, String> settings, Map<String, String> tags) {}

  /**
   * A run that is over.
   *
   * @param metrics of its result, as of {@code step}; those that are not finite are left out
   * @param files for the server to keep, if it takes any
   */
  public record End(
      Status status,
      long step,
      Map<String, Double> metrics,
      Map<String, String> tags,
      List<Artifact> files) {

    long bytes() {
      return files.stream().mapToLong(Artifact::bytes).sum();
    }
  }

  /** How a run ended, as MLflow spells it. */
  public enum Status {
    FINISHED,
    FAILED,
    KILLED
  }

  /**
   * A file of a run.
   *
   * @param path among the run's: {@code model/manifest.json}
   * @param bytes how many it has
   * @param content opens it; an {@link java.io.UncheckedIOException} if it cannot be read
   */
  public record Artifact(String path, long bytes, Supplier<InputStream> content) {}
}
