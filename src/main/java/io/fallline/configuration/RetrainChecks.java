package io.fallline.configuration;

import io.fallline.configuration.KeyTypes.DirectoryName;
import io.fallline.configuration.RetrainSection.GateData;
import io.fallline.configuration.RetrainSection.NewData;

/** Refuses a retraining that could not be done; one without a registry is not meant to be done. */
final class RetrainChecks {
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
      throw retrain.failure("warmOptimizer", "is true, expected retrain.warmStart = true with it");
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
