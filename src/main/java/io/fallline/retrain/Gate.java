package io.fallline.retrain;

import io.fallline.configuration.JobConfiguration;
import io.fallline.configuration.RetrainSection;
import io.fallline.core.failure.Failure;
import io.fallline.core.metric.Metrics;
import io.fallline.core.setting.Hyperparameters;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;
import org.apache.spark.sql.SparkSession;

/** The condition under which a challenger becomes the champion. */
record Gate(RetrainSection.Gate section) {

  /**
   * What the gate has found.
   *
   * @param gain how much better than the champion, above 0 in either direction of the metric; NaN
   *     where there is nothing to compare
   * @param reason in words
   */
  record Decision(
      boolean passed,
      String metric,
      double champion,
      double challenger,
      double gain,
      String reason) {

    /** The same figures, but not passed for this reason. */
    Decision refused(String otherReason) {
      return new Decision(false, metric, champion, challenger, gain, otherReason);
    }
  }

  /**
   * Measures champion and challenger on the same held-out rows. A version that is worse than a
   * constant prediction does not pass, whatever the gate finds, and whether there is a champion or
   * not.
   *
   * @throws Failure (data) if the rows are no longer those that the challenger was measured on
   */
  Decision compare(
      SparkSession session,
      JobConfiguration job,
      NewRows rows,
      Optional<Champion> champion,
      Challenger challenger) {
    HeldOutMetrics measure = challenger.measure(section.on());
    Decision decision;
    if (champion.isEmpty() || measure.rows() == 0) {
      decision = of(Optional.empty(), measure);
    } else {
      decision = compared(() -> champion.get().measure(session, job, rows, section.on()), measure);
    }
    return challenger.obstacle().map(decision::refused).orElse(decision);
  }

  private Decision compared(Supplier<HeldOutMetrics> champion, HeldOutMetrics measure) {
    HeldOutMetrics before;
    try {
      before = champion.get();
    } catch (Failure unfit) {
      if (unfit.kind() != Failure.Kind.DATA) {
        throw unfit;
      }
      return incomparable(measure, unfit.getMessage());
    }
    if (before.rows() != measure.rows()) {
      throw Failure.data(
          "the data changed during the run: %s rows were held out at first, then %s; expected data "
              + "that nobody writes to meanwhile",
          measure.rows(), before.rows());
    }
    return of(Optional.of(before), measure);
  }

  String metric() {
    return section.metric().orElse(HeldOutMetrics.LOSS);
  }

  /**
   * @param champion on the same rows; empty: there is none
   */
  Decision of(Optional<HeldOutMetrics> champion, HeldOutMetrics challenger) {
    if (challenger.rows() == 0) {
      return decision(
          false,
          Double.NaN,
          Double.NaN,
          "no rows were held out to measure on: there are too few for the fraction that is");
    }
    double value = challenger.values().getOrDefault(metric(), Double.NaN);
    if (Double.isNaN(value)) {
      return decision(false, Double.NaN, value, metric() + " is not defined on these rows");
    }
    if (section.absolute().isPresent() && !reaches(value, section.absolute().getAsDouble())) {
      return decision(
          false,
          champion.map(this::value).orElse(Double.NaN),
          value,
          metric()
              + " is "
              + shown(value)
              + ", "
              + expected(section.absolute().getAsDouble())
              + champion.map(this::value).map(Gate::ofChampion).orElse(""));
    }
    return champion
        .map(measure -> compared(value(measure), value))
        .orElseGet(() -> decision(true, Double.NaN, value, metric() + " is " + shown(value)));
  }

  /** Of a champion that cannot be measured on the rows. */
  Decision incomparable(HeldOutMetrics challenger, String reason) {
    return decision(
        false,
        Double.NaN,
        value(challenger),
        "the champion cannot be measured on these rows: " + reason);
  }

  private Decision compared(double before, double now) {
    String values = metric() + " " + shown(before) + " → " + shown(now);
    if (Double.isNaN(before)) {
      return decision(
          false,
          before,
          now,
          metric() + " is " + shown(now) + ", and not defined for the champion");
    }
    double gain = gain(before, now);
    boolean passed = gain >= section.minGain();
    return decision(
        passed,
        before,
        now,
        passed
            ? values
            : values
                + ": a gain of "
                + shown(gain)
                + ", expected "
                + shown(section.minGain())
                + " or more");
  }

  private Decision decision(boolean passed, double champion, double challenger, String reason) {
    return new Decision(passed, metric(), champion, challenger, gain(champion, challenger), reason);
  }

  private static String ofChampion(double value) {
    return Double.isNaN(value)
        ? "; it is not defined for the champion"
        : "; the champion's is " + shown(value) + " on the same rows";
  }

  private double value(HeldOutMetrics measure) {
    return measure.values().getOrDefault(metric(), Double.NaN);
  }

  private double gain(double before, double now) {
    return higherIsBetter() ? now - before : before - now;
  }

  private boolean reaches(double value, double absolute) {
    return higherIsBetter() ? value >= absolute : value <= absolute;
  }

  private String expected(double absolute) {
    return "expected " + shown(absolute) + (higherIsBetter() ? " or more" : " or less");
  }

  private boolean higherIsBetter() {
    return !metric().equals(HeldOutMetrics.LOSS)
        && Metrics.registry().create(metric(), Hyperparameters.defaults()).higherIsBetter();
  }

  private static String shown(double value) {
    return String.format(Locale.ROOT, "%.6g", value);
  }
}
