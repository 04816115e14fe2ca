package io.fallline.job.configuration;

import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * Where a training's state is saved on the way.
 *
 * @param directory empty: nowhere
 */
public record CheckpointSection(
    Optional<String> directory,
    OptionalInt everyEpochs,
    OptionalLong everySteps,
    int keep,
    Resume resume) {

  /** Whether a training goes on from what it finds. */
  public enum Resume {
    AUTO,
    NEVER,
    REQUIRE
  }
}
