package io.fallline.job.configuration;

import java.util.Optional;

/** Where run directories go, and who else is told of runs. */
public record OutputSection(String directory, Mlflow mlflow) {
  /**
   * @param tracking the address of a tracking server
   * @param experiment whose run a training is; empty: the one of the job's name
   */
  public record Mlflow(Optional<String> tracking, Optional<String> experiment) {
    /** Nobody. */
    public static final Mlflow NONE = new Mlflow(Optional.empty(), Optional.empty());
  }
}
