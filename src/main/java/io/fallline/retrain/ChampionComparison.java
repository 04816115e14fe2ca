package io.fallline.retrain;

import io.fallline.configuration.JobConfiguration;
import io.fallline.configuration.RetrainSection;
import io.fallline.core.failure.Failure;
import io.fallline.job.Challenger;
import io.fallline.job.Champion;
import io.fallline.job.HeldOutMetrics;
import io.fallline.job.NewRows;
import java.util.Optional;
import org.apache.spark.sql.SparkSession;

/** Holds champion and challenger against each other, on the same held-out rows. */
record ChampionComparison(SparkSession session, JobConfiguration job) {

  /**
   * A version that is worse than a constant prediction does not pass, whatever the gate finds, and
   * whether there is a champion or not.
   *
   * @throws Failure (data) if the rows are no longer those that the challenger was measured on
   */
  Gate.Decision of(NewRows rows, Optional<Champion> champion, Challenger challenger) {
    Gate.Decision decision = gated(rows, champion, challenger);
    return challenger.obstacle().map(decision::refused).orElse(decision);
  }

  private Gate.Decision gated(NewRows rows, Optional<Champion> champion, Challenger challenger) {
    RetrainSection.Gate section = job.retrain().gate();
    Gate gate = new Gate(section);
    HeldOutMetrics measure = challenger.measure(section.on());
    if (champion.isEmpty() || measure.rows() == 0) {
      return gate.of(Optional.empty(), measure);
    }
    HeldOutMetrics before;
    try {
      before = champion.get().measure(session, job, rows, section.on());
    } catch (Failure unfit) {
      if (unfit.kind() != Failure.Kind.DATA) {
        throw unfit;
      }
      return gate.incomparable(measure, unfit.getMessage());
    }
    if (before.rows() != measure.rows()) {
      throw Failure.data(
          "the data changed during the run: "
              + measure.rows()
              + " rows were held out at first, then "
              + before.rows()
              + "; expected data that nobody writes to meanwhile");
    }
    return gate.of(Optional.of(before), measure);
  }
}
