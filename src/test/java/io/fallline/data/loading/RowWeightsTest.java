package io.fallline.data.loading;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fallline.configuration.DataSection.MissingValues;
import io.fallline.configuration.DataSection.Scaling;
import io.fallline.data.Files;
import io.fallline.data.Specs;
import io.fallline.data.statistics.DataStatistics;
import io.fallline.model.Encoding;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What is learnt of a row that is given twice is what is learnt of its doubled weight. */
class RowWeightsTest {
  @TempDir private Path directory;

  static Stream<Arguments> everyScaling() {
    return Arrays.stream(Scaling.values())
        .flatMap(
            scaling ->
                Arrays.stream(MissingValues.values())
                    .map(missing -> Arguments.of(scaling, missing)));
  }

  /** Columns: dense, half zeros, mostly missing, far from zero, constant but for weight 0. */
  private List<String> columns(Random random, MissingValues missing, int weight) {
    boolean absent = missing != MissingValues.ERROR && random.nextInt(3) > 0;
    return List.of(
        weight == 0 ? "1000" : "" + random.nextGaussian(),
        random.nextBoolean() ? "0" : "" + random.nextInt(9),
        absent ? "" : "" + (5 + random.nextInt(4)),
        "" + (1e3 + random.nextGaussian()),
        weight == 0 ? "" + random.nextInt(5) : "3");
  }

  @ParameterizedTest
  @MethodSource("everyScaling")
  void aRowGivenTwiceCountsLikeOneOfTwiceTheWeight(Scaling scaling, MissingValues missing) {
    Random random = new Random(3);
    List<String> once = new ArrayList<>(List.of("label,a,b,c,d,e,w"));
    List<String> tenths = new ArrayList<>(once);
    List<String> repeated = new ArrayList<>(List.of("label,a,b,c,d,e"));
    for (int i = 0; i < 3000; i++) {
      int weight = random.nextInt(4);
      String row = i + "," + String.join(",", columns(random, missing, weight));
      once.add(row + "," + weight);
      tenths.add(row + "," + weight / 10.0);
      for (int copy = 0; copy < weight; copy++) {
        repeated.add(row);
      }
    }
    Learnt given = learnt(scaling, missing, null, repeated);
    assertAlike(given, learnt(scaling, missing, "w", once), 1);
    assertAlike(given, learnt(scaling, missing, "w", tenths), 0.1);
    assertEquals(
        List.of("feature e has the same value in every training row: scale 1"), given.warnings);
  }

  @ParameterizedTest
  @MethodSource("everyScaling")
  void weightsOfOneHaveTheBitsOfNone(Scaling scaling, MissingValues missing) {
    Random random = new Random(4);
    List<String> plain = new ArrayList<>(List.of("label,a,b,c,d,e"));
    List<String> ones = new ArrayList<>(List.of("label,a,b,c,d,e,w"));
    for (int i = 0; i < 9000; i++) {
      String row = i + "," + String.join(",", columns(random, missing, 1));
      plain.add(row);
      ones.add(row + ",1");
    }
    Learnt without = learnt(scaling, missing, null, plain);
    Learnt with = learnt(scaling, missing, "w", ones);
    assertEquals(without.encoding.vectors().keySet(), with.encoding.vectors().keySet());
    without
        .encoding
        .vectors()
        .forEach((name, values) -> assertArrayEquals(values, with.encoding.vectors().get(name)));
    assertArrayEquals(without.statistics.means(), with.statistics.means());
    assertArrayEquals(without.statistics.deviations(), with.statistics.deviations());
    assertArrayEquals(without.statistics.missingShares(), with.statistics.missingShares());
  }

  /** A tenth of the rows has all of 20 columns; the others, nine times as heavy, one each. */
  @Test
  void weightsDecideWhatIsSparse() {
    StringBuilder header = new StringBuilder("label");
    for (int j = 0; j < 20; j++) {
      header.append(",x").append(j);
    }
    List<String> weighted = new ArrayList<>(List.of(header + ",w"));
    List<String> repeated = new ArrayList<>(List.of(header.toString()));
    for (int i = 0; i < 100; i++) {
      StringBuilder row = new StringBuilder().append(i);
      for (int j = 0; j < 20; j++) {
        row.append(',').append(i % 10 == 0 || j == i % 20 ? 1 + i + j : 0);
      }
      int weight = i % 10 == 0 ? 1 : 9;
      weighted.add(row + "," + weight);
      for (int copy = 0; copy < weight; copy++) {
        repeated.add(row.toString());
      }
    }
    assertTrue(learnt(Scaling.AUTO, MissingValues.ERROR, null, repeated).encoding.sparse());
    assertTrue(learnt(Scaling.AUTO, MissingValues.ERROR, "w", weighted).encoding.sparse());
    List<String> unweighted =
        weighted.stream().map(row -> row.substring(0, row.lastIndexOf(','))).toList();
    assertFalse(learnt(Scaling.AUTO, MissingValues.ERROR, null, unweighted).encoding.sparse());
  }

  private record Learnt(Encoding encoding, List<String> warnings, DataStatistics statistics) {}

  private Learnt learnt(Scaling scaling, MissingValues missing, String weight, List<String> lines) {
    Specs specs = Specs.of("csv", file("rows.csv", lines));
    specs.scaling = scaling;
    specs.missing = missing;
    specs.weight = weight;
    try (TrainingData data = specs.load()) {
      return new Learnt(data.encoding(), data.warnings(), data.statistics());
    }
  }

  private String file(String name, List<String> lines) {
    return Files.write(directory.resolve(name), lines.toArray(String[]::new));
  }

  private static void assertAlike(Learnt expected, Learnt found, double unit) {
    expected
        .encoding
        .vectors()
        .forEach((name, values) -> assertAlike(name, values, found.encoding.vectors().get(name)));
    assertEquals(expected.warnings, found.warnings);
    assertEquals(expected.statistics.weight() * unit, found.statistics.weight(), 1e-6);
    assertAlike("mean", expected.statistics.means(), found.statistics.means());
    assertAlike("deviation", expected.statistics.deviations(), found.statistics.deviations());
    assertAlike("missing", expected.statistics.missingShares(), found.statistics.missingShares());
  }

  private static void assertAlike(String name, double[] expected, double[] found) {
    assertEquals(expected.length, found.length, name);
    for (int i = 0; i < expected.length; i++) {
      double tolerance = 1e-9 * Math.max(1e-3, Math.abs(expected[i]));
      assertEquals(expected[i], found[i], tolerance, name + " of column " + i);
    }
  }
}
