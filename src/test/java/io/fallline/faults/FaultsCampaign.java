package io.fallline.faults;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.fallline.Campaign;
import io.fallline.TestDistribution;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Executors killed before, during and after gradients: each training ends with the bits of a calm
 * one, and none hangs.
 */
class FaultsCampaign {
  private static final int ROWS = 4000;
  private static final int COLUMNS = 16;

  @TempDir private Path directory;

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void trainingsWhoseExecutorsAreKilledEndWithTheSameBits(boolean speculation) throws Exception {
    Path rows = Files.write(directory.resolve("rows.csv"), rows());
    int stride = Campaign.rounds(1, 7);
    // the two settings take other cases where not all are taken
    int first = speculation && stride > 1 ? 3 : 0;
    List<String> figures = new ArrayList<>();
    int exit =
        ForkedDriver.run(
            TestDistribution.build(directory),
            FaultsDriver.class,
            figures::add,
            rows.toString(),
            String.valueOf(speculation),
            String.valueOf(first),
            String.valueOf(stride),
            String.valueOf(Campaign.rounds(20, 1)),
            speculation ? "1000" : "2000");
    figures.forEach(Campaign::figure);
    assertEquals(0, exit);
  }

  private static List<String> rows() {
    Random random = new Random(1);
    StringBuilder header = new StringBuilder("label");
    for (int column = 0; column < COLUMNS; column++) {
      header.append(",x").append(column);
    }
    List<String> rows = new ArrayList<>(List.of(header.toString()));
    for (int row = 0; row < ROWS; row++) {
      double score = random.nextGaussian();
      StringBuilder line = new StringBuilder();
      for (int column = 0; column < COLUMNS; column++) {
        float value = (float) random.nextGaussian();
        score += value * Math.sin(column + 1);
        line.append(',').append(value);
      }
      rows.add((score > 0 ? 1 : 0) + line.toString());
    }
    return rows;
  }
}
