package io.fallline.job.training;

import io.fallline.configuration.HeldOut;
import io.fallline.configuration.JobConfiguration;
import io.fallline.core.training.ConvergenceMonitor;
import io.fallline.report.ReadableNumbers;
import io.fallline.report.Summary;
import java.util.Optional;

/** What a person should know of what was done where settings are auto, a line each. */
final class AutoNotes {
  private AutoNotes() {}

  /** Of rows that are held out though nobody has asked for it. */
  static Optional<String> ofValidation(TrainingSetup setup, long rows) {
    return setup.job().validation().equals(HeldOut.AUTO) && rows > 0
        ? Optional.of(
            ReadableNumbers.count(rows)
                + " of "
                + ReadableNumbers.count(rows + setup.plan().sizes().rows())
                + " rows are held out to see when training has settled (data.validation = auto)")
        : Optional.empty();
  }

  /** Of the learning rate that was found. */
  static Optional<String> ofRate(FoundSettings found) {
    return found.learningRate().isPresent()
        ? Optional.of(
            "learning rate "
                + ReadableNumbers.significant(found.learningRate().getAsDouble())
                + ", from "
                + found.how()
                + " (optimizer.learningRate = auto)")
        : Optional.empty();
  }

  /** What was found for settings that are auto, for the end of {@code resolved.conf}. */
  static String asComments(JobConfiguration job, Summary summary) {
    StringBuilder comments = new StringBuilder();
    Summary.Found found = summary.course().found();
    if (found != null) {
      comments.append("# found: optimizer.learningRate = ").append(found.learningRate());
      comments.append(", from ").append(found.how()).append('\n');
      if (found.labelUnit() != 1) {
        comments.append("# found: labels in units of ").append(found.labelUnit()).append('\n');
      }
      if (found.finish().passes() > 0) {
        comments.append("# found: finish of ").append(found.finish().text()).append('\n');
      }
    }
    if (job.epochsAreAuto()) {
      comments.append("# found: training.epochs = ").append(summary.course().epochs());
      comments.append(", ended: ").append(summary.course().stopReason()).append('\n');
    }
    return comments.toString();
  }

  /** Of why it ended. */
  static Optional<String> ofEnd(TrainingSetup setup, String stopReason, long validationRows) {
    ConvergenceMonitor.State state = setup.state().convergence();
    if (!setup.job().epochsAreAuto() || Double.isNaN(state.best())) {
      return Optional.empty();
    }
    String watched = (validationRows > 0 ? "validation" : "training") + " loss";
    String best = ReadableNumbers.significant(state.best());
    if (stopReason.equals(ConvergenceMonitor.SETTLED)) {
      return Optional.of(
          "ended as the "
              + watched
              + " has settled: "
              + best
              + " at best, and too little gain in "
              + ReadableNumbers.count(AutoEpochs.PATIENCE_STEPS)
              + " steps (training.epochs = auto)");
    }
    return stopReason.equals("epochs")
        ? Optional.of(
            "ended at the bound of "
                + ReadableNumbers.count(setup.plannedSteps())
                + " steps: the "
                + watched
                + " is "
                + best
                + " at best (training.epochs = auto; a number sets another bound)")
        : Optional.empty();
  }
}
