package io.fallline.configuration;

import io.fallline.configuration.ConfigKey.SettingsOf;
import io.fallline.configuration.KeyTypes.DirectoryName;
import io.fallline.configuration.KeyTypes.WatchedMetric;
import io.fallline.configuration.hocon.HoconWriter;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
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

  /**
   * The text of {@code resolved.conf}: every key with the value in force, secrets masked. Loaded
   * again it gives the same configuration, but for the secrets.
   */
  public String toHocon() {
    return HoconWriter.write(toMap());
  }

  /** The same as maps, lists, texts, numbers, flags and nulls, for a manifest. */
  @SuppressWarnings("unchecked") // masking leaves a map's keys as they are
  public Map<String, Object> toMap() {
    return (Map<String, Object>) Secrets.masked(SectionSchema.write(this));
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

  /** The penalty l1‖w‖₁ + (l2/2)‖w‖², never on biases. */
  public record RegularizationSection(
      @ConfigKey(
              defaultValue = "0.0",
              description = "l1 times the sum of absolute weights; never the biases",
              param = "l1",
              interval = "[0, )")
          double l1,
      @ConfigKey(
              defaultValue = "0.0",
              description = "l2/2 times the sum of squared weights; never the biases",
              param = "l2",
              interval = "[0, )")
          double l2) {}

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

  /**
   * The update rule.
   *
   * @param learningRate empty: auto, found by short trials before the first step
   * @param settings all that this rule reads, defaults included: Double or Boolean
   */
  public record OptimizerSection(
      @ConfigKey(
              defaultValue = "adam",
              description = "the update rule; its settings stand beside it",
              param = "rule",
              type = KeyTypes.ComponentName.class)
          String rule,
      @ConfigKey(
              defaultValue = "auto",
              description =
                  "the base rate, before the schedule; auto: found by short trials on the first rows",
              param = "learningRate",
              interval = "(0, )")
          OptionalDouble learningRate,
      @SettingsOf(value = "rule", only = true) Map<String, Object> settings) {}

  /**
   * How the learning rate moves.
   *
   * @param metric what a plateau is seen in; empty: the validation loss
   * @param settings all that this schedule reads, defaults included: Double or Boolean
   */
  public record ScheduleSection(
      @ConfigKey(
              defaultValue = "constant",
              description = "how the learning rate moves; its settings stand beside it",
              param = "schedule",
              type = KeyTypes.ComponentName.class)
          String type,
      @ConfigKey(
              defaultValue = "0",
              description = "steps over which the rate rises linearly to its base",
              param = "warmupSteps",
              interval = "[0, )")
          long warmupSteps,
      @ConfigKey(
              defaultValue = "null",
              description = "what plateau watches; null: the validation loss",
              param = "scheduleMetric",
              type = WatchedMetric.class)
          Optional<String> metric,
      @SettingsOf("type") Map<String, Object> settings) {}

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
}
