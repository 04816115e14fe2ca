package io.fallline.data.statistics;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.fallline.configuration.DataSection.MissingValues;
import io.fallline.core.loss.LabelKind;
import io.fallline.data.Files;
import io.fallline.data.Specs;
import io.fallline.data.loading.TrainingData;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class DataStatisticsTest {
  private static final int COLUMNS = 5;

  @TempDir private Path directory;

  /** Columns: dense, half zeros, a third missing, missing throughout, far from zero. */
  @ParameterizedTest
  @EnumSource(
      value = MissingValues.class,
      names = {"MEAN", "ZERO"})
  void statisticsEqualThoseOfPlainLoops(MissingValues missing) {
    Random random = new Random(3);
    double[][] values = new double[3000][COLUMNS];
    double[] weights = new double[values.length];
    List<String> lines = new ArrayList<>(List.of("label,city,w,a,b,c,d,e"));
    double[] yesAndNo = new double[2];
    for (int row = 0; row < values.length; row++) {
      values[row] =
          new double[] {
            random.nextGaussian(),
            random.nextBoolean() ? 0 : random.nextDouble() * 9,
            random.nextInt(3) == 0 ? Double.NaN : random.nextInt(4),
            Double.NaN,
            1e6 + random.nextGaussian()
          };
      weights[row] = random.nextInt(4);
      boolean yes = random.nextInt(3) == 0;
      yesAndNo[yes ? 1 : 0] += weights[row];
      StringBuilder line = new StringBuilder((yes ? "yes" : "no") + ",x," + weights[row]);
      for (double value : values[row]) {
        line.append(',').append(Double.isNaN(value) ? "" : value);
      }
      lines.add(line.toString());
    }
    Specs specs =
        Specs.of("csv", Files.write(directory.resolve("rows.csv"), lines.toArray(String[]::new)));
    specs.labels = LabelKind.BINARY;
    specs.categorical = List.of("city");
    specs.weight = "w";
    specs.missing = missing;
    try (TrainingData data = specs.load()) {
      DataStatistics found = data.statistics();
      assertEquals(values.length, found.rows());
      assertEquals(yesAndNo[0] + yesAndNo[1], found.weight());
      assertEquals(List.of("no", "yes"), List.copyOf(found.labelWeights().keySet()));
      assertEquals(Map.of("no", yesAndNo[0], "yes", yesAndNo[1]), found.labelWeights());
      assertEquals(List.of("a", "b", "c", "d", "e"), found.inputs());
      for (int column = 0; column < COLUMNS; column++) {
        assertColumn(values, weights, column, found);
      }
    }
  }

  private static void assertColumn(
      double[][] values, double[] weights, int column, DataStatistics found) {
    double sum = 0;
    double valued = 0;
    double all = 0;
    for (int row = 0; row < values.length; row++) {
      all += weights[row];
      if (!Double.isNaN(values[row][column])) {
        sum += weights[row] * values[row][column];
        valued += weights[row];
      }
    }
    double mean = valued == 0 ? 0 : sum / valued;
    double squares = 0;
    for (int row = 0; row < values.length; row++) {
      double distance = values[row][column] - mean;
      squares += Double.isNaN(distance) ? 0 : weights[row] * distance * distance;
    }
    double deviation = valued == 0 ? 0 : Math.sqrt(squares / valued);
    assertEquals(mean, found.means()[column], 1e-12 * Math.max(1, Math.abs(mean)));
    assertEquals(deviation, found.deviations()[column], 1e-9 * Math.max(1, deviation));
    assertEquals(1 - valued / all, found.missingShares()[column], 1e-15);
  }

  @Test
  void ofVeryWideRowsTheFirstInputsAreHeld() {
    Specs specs =
        Specs.of(
            "libsvm",
            Files.write(directory.resolve("wide"), "1 3:4 10000:6 20000:1", "2 3:2 10000:2"));
    try (TrainingData data = specs.load()) {
      DataStatistics found = data.statistics();
      assertEquals(Map.of(), found.labelWeights());
      assertEquals(DataStatistics.MOST_INPUTS, found.inputs().size());
      assertEquals("features[9999]", found.inputs().get(9999));
      assertEquals(List.of(3.0, 4.0), List.of(found.means()[2], found.means()[9999]));
      assertEquals(List.of(1.0, 2.0), List.of(found.deviations()[2], found.deviations()[9999]));
    }
  }
}
