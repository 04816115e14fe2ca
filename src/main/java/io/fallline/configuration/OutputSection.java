package io.fallline.configuration;

import java.util.Optional;

/** Where run directories go, and who else is told of runs. */
public record OutputSection(
    @ConfigKey(
            defaultValue = "runs",
            description = "run directories are <directory>/<name>/<run id>",
            type = HadoopPath.Type.class,
            expected = "a directory")
        String directory,
    Mlflow mlflow) {
  /**
   * @param tracking the address of a tracking server
   * @param experiment whose run a training is; empty: the one of the job's name
   */
  public record Mlflow(
      @ConfigKey(
              defaultValue = "null",
              description =
                  "the address of an MLflow server that is told of trainings: \"http://mlflow:5000\"",
              type = KeyTypes.TrackingAddress.class,
              expected = "the address of a tracking server, such as http://mlflow:5000")
          Optional<String> tracking,
      @ConfigKey(
              defaultValue = "null",
              description = "by name; null: the job's name",
              expected = "a name")
          Optional<String> experiment) {
    /** Nobody. */
    public static final Mlflow NONE = new Mlflow(Optional.empty(), Optional.empty());
  }
}
