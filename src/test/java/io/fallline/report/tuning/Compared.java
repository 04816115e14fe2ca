package io.fallline.report.tuning;

import io.fallline.report.Summary;
import io.fallline.report.tuning.ComparedRunResult.Course;
import io.fallline.report.tuning.Comparison.RankingCriterion;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Comparisons of runs that nobody has trained. */
final class Compared {
  private static final RankingCriterion LOSS = new RankingCriterion("loss", "validation", false);

  private Compared() {}

  static Comparison of(ComparedRunResult... contestants) {
    return of(LOSS, contestants);
  }

  static Comparison of(RankingCriterion criterion, ComparedRunResult... contestants) {
    return new Comparison(
        "digits", "runs/digits/compare-1", criterion, 1437, 16, 9, List.of(), List.of(contestants));
  }

  static ComparedRunResult run(String rule, double score) {
    double[] epochs = {1, 2, 3};
    double[] losses = {2 * score, 1.5 * score, score};
    Course course = new Course(epochs, losses);
    return new ComparedRunResult(
        Map.of("optimizer.rule", rule),
        "run-" + rule.hashCode(),
        "runs/digits/run",
        Optional.of(summary(score)),
        Optional.empty(),
        score,
        course,
        course);
  }

  static ComparedRunResult failed(String rule, String failure) {
    return new ComparedRunResult(
        Map.of("optimizer.rule", rule),
        "run-failed",
        "runs/digits/run-failed",
        Optional.empty(),
        Optional.of(failure),
        Double.NaN,
        Course.NONE,
        Course.NONE);
  }

  private static Summary summary(double loss) {
    return new Summary(
        new Summary.Run("digits", "run", "model"),
        new Summary.Size(1437, 61, 650, 16),
        new Summary.Course(69, 3, "epochs", null, List.of()),
        new Summary.Engine("local", "", "java", "4"),
        new Summary.Time(
            1, 2, 3, 4, new Summary.StepMillis(1, 2), new Summary.StepBreakdown(1, 0, 0, 0)),
        new Summary.Losses(loss / 2, loss, Double.NaN, loss / 2, Double.NaN, Double.NaN),
        new Summary.Metrics(Map.of("accuracy", 0.9), Map.of(), null),
        new Summary.Identity("a", "b", null));
  }
}
