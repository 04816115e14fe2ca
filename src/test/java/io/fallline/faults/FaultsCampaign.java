package io.fallline.faults;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.fallline.testing.Campaign;
import io.fallline.testing.LongTrial;
import io.fallline.testing.TestDistribution;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Executors killed before, during and after gradients: each training ends with the bits of a calm
 * one, and none hangs.
 */
@LongTrial
@Tag("alone")
class FaultsCampaign {
  @TempDir private Path directory;

  @Test
  void trainingsWhoseExecutorsAreKilledEndWithTheSameBits() throws Exception {
    killingExecutors(directory, false);
  }

  static void killingExecutors(Path directory, boolean speculation) throws Exception {
    int stride = Campaign.rounds(1, 7);
    // the two settings take other cases where not all are taken
    int first = speculation && stride > 1 ? 3 : 0;
    run(
        directory,
        String.valueOf(speculation),
        String.valueOf(first),
        String.valueOf(stride),
        String.valueOf(Campaign.rounds(20, 1)),
        speculation ? "1000" : "2000");
  }

  /** Runs {@link FaultsDriver} with rows of its own, and these arguments after them. */
  static void run(Path directory, String... arguments) throws Exception {
    List<String> all = new ArrayList<>();
    all.add(Files.write(directory.resolve("rows.csv"), TrialRows.csv()).toString());
    all.addAll(List.of(arguments));
    List<String> figures = new ArrayList<>();
    int exit =
        ForkedDriver.run(
            TestDistribution.build(directory),
            FaultsDriver.class,
            figures::add,
            all.toArray(String[]::new));
    figures.forEach(Campaign::figure);
    assertEquals(0, exit);
  }
}
