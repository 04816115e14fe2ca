package io.fallline.configuration;

import io.fallline.configuration.KeyTypes.DirectoryName;
import io.fallline.configuration.KeyTypes.WatchedMetric;
import io.fallline.configuration.RetrainSection.GateData;
import io.fallline.configuration.RetrainSection.NewData;
import java.util.Optional;
import java.util.OptionalDouble;

/** A scheduled retraining: the registry, what is new, and the gate before promotion. */
public record RetrainSection(
    @ConfigKey(
            defaultValue = "null",
            description = "the directory of the model registry; retrain needs it",
            type = HadoopPath.OptionalType.class,
            expected = "a directory")
        Optional<String> registry,
    @ConfigKey(
            defaultValue = "null",
            description = "the model's name in the registry; null: the job's name",
            expected = "a name")
        Optional<String> model,
    @ConfigKey(
            defaultValue = "true",
            description =
                "start from the champion's parameters, with its classes; its categories count as seen")
        boolean warmStart,
    @ConfigKey(defaultValue = "false", description = "take the champion's optimizer state too")
        boolean warmOptimizer,
    @ConfigKey(
            defaultValue = "all",
            description =
                "what to train on: all, files (those that the champion has not seen), window (the newest days)",
            name = "new")
        NewData newData,
    Window window,
    Gate gate,
    @ConfigKey(
            defaultValue = "10",
            description =
                "versions in the registry; the champion and the one before it stay in any case",
            interval = "[1, )")
        int keep,
    @ConfigKey(
            defaultValue = "null",
            description =
                "names this run, a date for example: what is done for a key is not done again",
            expected = "a text")
        Optional<String> runKey,
    @ConfigKey(
            defaultValue = "60",
            description =
                "how long the lease of a retraining that was killed keeps others out; a live one renews it",
            interval = "[1e-5, 525600]",
            expected = "a number from 1e-5, a millisecond, to 525600, a year")
        double leaseMinutes) {

  /** What to train on. */
  public enum NewData {
    ALL,
    FILES,
    WINDOW
  }

  /** The newest days by a column of dates or times. */
  public record Window(
      @ConfigKey(
              defaultValue = "null",
              description = "the column of dates or times",
              expected = "the name of a column")
          Optional<String> column,
      @ConfigKey(
              defaultValue = "null",
              description = "the newest days by that column",
              interval = "(0, )")
          OptionalDouble days) {}

  /** What a challenger must show. */
  public record Gate(
      @ConfigKey(
              defaultValue = "null",
              description = "what a challenger is measured by; null: the loss",
              type = WatchedMetric.class)
          Optional<String> metric,
      @ConfigKey(
              defaultValue = "test",
              description =
                  "the held-out rows that champion and challenger are measured on: test validation")
          GateData on,
      @ConfigKey(
              defaultValue = "0.0",
              description =
                  "how much better than the champion it must be; below 0: how much worse it may be")
          double minGain,
      @ConfigKey(defaultValue = "null", description = "what it must reach, whatever the champion")
          OptionalDouble absolute) {}

  /** The rows that the gate is measured on. */
  public enum GateData {
    TEST,
    VALIDATION
  }

  /**
   * Refuses a retraining that could not be done; one without a registry is not meant to be done.
   */
  static final class RetrainChecks {
    private static final int LONGEST_KEY = 200;

    private final JobConfiguration job;
    private final RetrainSection section;
    private final SectionReader root;
    private final SectionReader retrain;

    RetrainChecks(JobConfiguration job, SectionReader root) {
      this.job = job;
      this.section = job.retrain();
      this.root = root;
      this.retrain = root.section("retrain");
    }

    void run() {
      if (section.registry().isEmpty()) {
        return;
      }
      window();
      gate();
      runKey();
      if (job.training().epochs().orElse(1) == 0) {
        throw root.section("training").failure("epochs", "is 0, expected 1 or more to retrain");
      }
      if (section.warmOptimizer() && !section.warmStart()) {
        throw retrain.failure(
            "warmOptimizer", "is true, expected retrain.warmStart = true with it");
      }
      if (section.model().isPresent() && !DirectoryName.is(section.model().get())) {
        throw retrain.refused("model", DirectoryName.EXPECTED);
      }
    }

    /** It is shown to people, a line each. */
    private void runKey() {
      String key = section.runKey().orElse("");
      if (key.length() > LONGEST_KEY || key.chars().anyMatch(Character::isISOControl)) {
        throw retrain.refused(
            "runKey", "1 to " + LONGEST_KEY + " characters, none of them a control character");
      }
    }

    private void window() {
      boolean asked = section.newData() == NewData.WINDOW;
      boolean whole = section.window().column().isPresent() && section.window().days().isPresent();
      if (asked && !whole) {
        throw retrain.failure(
            "new", "is window, expected retrain.window.column and retrain.window.days with it");
      }
    }

    private void gate() {
      GateData on = section.gate().on();
      HeldOut rows = on == GateData.TEST ? job.data().test() : job.data().validation();
      if (!rows.isPresent()) {
        String name = on == GateData.TEST ? "test" : "validation";
        throw retrain
            .section("gate")
            .failure(
                "on",
                "is "
                    + name
                    + ", which needs held-out rows: expected data."
                    + name
                    + " to be a fraction above 0 or a path");
      }
    }
  }
}
