package io.fallline.core.training;

import java.util.Locale;

/**
 * The result of a finish.
 *
 * @param reason settled, passes, minutes, notFinite, or {@link StoppingRules#TERMINATED}
 * @param passes over the rows, in all
 * @param firstLoss mean over all training rows where it began, without penalty
 * @param loss the same where it ended
 * @param dispersion of the labels around the model, see {@link QuadraticModel#dispersion}
 * @param estimatedL2 the penalty that was estimated from the rows; 0 where none was
 */
public record FinishEnd(
    String reason,
    int passes,
    double firstLoss,
    double loss,
    double dispersion,
    double estimatedL2) {

  /** For the person who trains. */
  public String line() {
    String why =
        switch (reason) {
          case "settled" -> "settled";
          case "passes" -> "which is the most";
          case "minutes" -> "the time is up";
          case "notFinite" -> "the loss is not finite";
          default -> reason;
        };
    if (passes == 0) {
      return "finish: no pass, " + why;
    }
    String penalty =
        estimatedL2 > 0
            ? String.format(
                Locale.ROOT,
                "; the classes are nearly separable, or the rows few for so many weights, which were"
                    + " penalised with l2 = %.3g, estimated from the training rows",
                estimatedL2)
            : "";
    return String.format(
        Locale.ROOT,
        "finish: %d Newton pass%s over the training rows, loss %.6g to %.6g, %s%s",
        passes,
        passes == 1 ? "" : "es",
        firstLoss,
        loss,
        why,
        penalty);
  }
}
