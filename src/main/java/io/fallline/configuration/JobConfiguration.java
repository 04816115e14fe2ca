package io.fallline.configuration;

import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * Everything a configuration file decides, checked and with every default filled in: two files that
 * mean the same give equal configurations.
 *
 * @param name the job's name, which is also a directory's: {@code [A-Za-z0-9._-]{1,64}}
 */
public record JobConfiguration(
    @ConfigKey(
            defaultValue = "run",
            description = "of the job and its directory: 1 to 64 of A-Z a-z 0-9 . _ -",
            type = DirectoryName.class)
        String name,
    DataSection data,
    ModelSection model,
    OptimizerSection optimizer,
    ScheduleSection schedule,
    RegularizationSection regularization,
    TrainingSection training,
    CheckpointSection checkpoint,
    OutputSection output,
    RetrainSection retrain) {

  /** Whether nothing says how long to train but the loss itself. */
  public boolean epochsAreAuto() {
    return training.epochs().isEmpty();
  }

  public boolean learningRateIsAuto() {
    return optimizer.learningRate().isEmpty();
  }

  /**
   * What is held out for validation: auto where the number of rows decides; none where it is auto
   * and the configuration says how long to train.
   */
  public HeldOut validation() {
    boolean decided = data.validation().equals(HeldOut.AUTO) && !epochsAreAuto();
    return decided ? HeldOut.NONE : data.validation();
  }

  /** The same from another start. */
  public JobConfiguration startingAt(String model) {
    ModelSection started = SectionSchema.with(this.model, Map.of("initial", Optional.of(model)));
    return SectionSchema.with(this, Map.of("model", started));
  }

  /** The same without checkpoints. */
  public JobConfiguration withoutCheckpoints() {
    CheckpointSection none =
        SectionSchema.with(
            checkpoint,
            Map.of(
                "directory", Optional.empty(),
                "everyEpochs", OptionalInt.empty(),
                "everySteps", OptionalLong.empty()));
    return SectionSchema.with(this, Map.of("checkpoint", none));
  }
}
