package io.fallline.configuration;

import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * Where a training's state is saved on the way.
 *
 * @param directory empty: nowhere
 */
public record CheckpointSection(
    @ConfigKey(
            defaultValue = "null",
            description = "null: no checkpoints",
            param = "checkpointDirectory",
            type = HadoopPath.OptionalType.class,
            expected = "a directory")
        Optional<String> directory,
    @ConfigKey(
            defaultValue = "1",
            description = "writes one after every so many epochs; null: not by epochs",
            param = "checkpointEveryEpochs",
            interval = "[1, )")
        OptionalInt everyEpochs,
    @ConfigKey(
            defaultValue = "null",
            description = "also writes one after every so many steps; null: by epochs only",
            param = "checkpointEverySteps",
            interval = "[1, )")
        OptionalLong everySteps,
    @ConfigKey(
            defaultValue = "3",
            description = "older ones are deleted",
            param = "checkpointKeep",
            interval = "[1, )")
        int keep,
    @ConfigKey(
            defaultValue = "auto",
            description = "go on from the newest checkpoint: auto never require",
            param = "checkpointResume")
        Resume resume) {

  /** Whether a training goes on from what it finds. */
  public enum Resume {
    AUTO,
    NEVER,
    REQUIRE
  }
}
