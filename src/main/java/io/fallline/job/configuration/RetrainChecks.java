package io.fallline.job.configuration;

import io.fallline.job.configuration.RetrainSection.GateData;
import io.fallline.job.configuration.RetrainSection.NewData;

/** Refuses a retraining that could not be done; one without a registry is not meant to be done. */
final class RetrainChecks {
  private final JobConfiguration job;
  private final RetrainSection section;
  private final SectionReader retrain;

  RetrainChecks(JobConfiguration job, SectionReader retrain) {
    this.job = job;
    this.section = job.retrain();
    this.retrain = retrain;
  }

  void run() {
    if (section.registry().isEmpty()) {
      return;
    }
    window();
    gate();
    if (section.warmOptimizer() && !section.warmStart()) {
      throw retrain.failure("warmOptimizer", "is true, expected retrain.warmStart = true with it");
    }
    if (section.model().isPresent() && !DirectoryNames.is(section.model().get())) {
      throw retrain.refused("model", DirectoryNames.EXPECTED);
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
