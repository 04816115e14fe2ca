package io.fallline.job.tuning;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.fallline.configuration.JobConfiguration;
import io.fallline.configuration.Variations.Variation;
import io.fallline.report.tuning.ComparedRunResult;
import io.fallline.report.tuning.Comparison;
import io.fallline.report.tuning.ComparisonCurves;
import io.fallline.report.tuning.ComparisonPage;
import io.fallline.store.RunDirectory;
import java.util.List;

/** What a comparison leaves in its directory. */
final class ComparisonFiles {
  private ComparisonFiles() {}

  /** Writes all of it, in place of what was written after an earlier run. */
  static void write(RunDirectory directory, Comparison comparison, List<Variation> variations) {
    directory.write(Comparison.JSON, comparison.toJson().getBytes(UTF_8));
    directory.write(Comparison.PAGE, ComparisonPage.of(comparison).getBytes(UTF_8));
    directory.write(Comparison.PICTURE, ComparisonCurves.picture(comparison).getBytes(UTF_8));
    comparison
        .winner()
        .ifPresent(
            winner ->
                directory.write(
                    Comparison.WINNER,
                    configuration(comparison, winner, variations).getBytes(UTF_8)));
  }

  /** As {@code train --config} takes it: with the user's own directories. */
  private static String configuration(
      Comparison comparison, ComparedRunResult winner, List<Variation> variations) {
    JobConfiguration job =
        variations.stream()
            .filter(variation -> variation.values().equals(winner.values()))
            .findFirst()
            .orElseThrow()
            .job();
    return "# The best of a comparison by "
        + comparison.criterion().words()
        + ", with every default: "
        + winner.label().replaceAll("\\R", " ")
        + "\n"
        + job.toHocon();
  }
}
