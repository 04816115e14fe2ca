package io.fallline.data.loading;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fallline.configuration.DataSection.RowOrder;
import io.fallline.configuration.DataSection.Scaling;
import io.fallline.configuration.HeldOut;
import io.fallline.core.training.BatchPlan;
import io.fallline.core.training.DataSplit;
import io.fallline.core.training.Shard;
import io.fallline.data.Files;
import io.fallline.data.Specs;
import io.fallline.testing.LocalSpark;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CanonicalOrderTest {
  private static final String HEADER = "id,label,a,b,c";

  @TempDir Path directory;

  private Specs specs(String path) {
    Specs specs = Specs.of("csv", path);
    specs.ignore = List.of("id");
    specs.validation = HeldOut.fraction(0.1);
    specs.test = HeldOut.fraction(0.2);
    return specs;
  }

  @Test
  void theSameRowsInAnyFilesAndAnyOrderAreTheSameBits() {
    List<String> rows = Files.rows(3000);
    String one = Loaded.of(specs(Files.csv(directory.resolve("one"), HEADER, rows, 1))).bits();
    Collections.shuffle(rows, new Random(1));
    assertEquals(
        one, Loaded.of(specs(Files.csv(directory.resolve("three"), HEADER, rows, 3))).bits());
    Collections.reverse(rows);
    assertEquals(
        one, Loaded.of(specs(Files.csv(directory.resolve("fifty"), HEADER, rows, 50))).bits());
  }

  @Test
  void theNumberOfBucketsDoesNotMatter() {
    Specs specs = specs(Files.csv(directory, HEADER, Files.rows(2000), 2));
    String expected = Loaded.of(specs).bits();
    for (int buckets : new int[] {1, 7, 100}) {
      InputTables inputTables = InputTables.open(LocalSpark.session(), specs.spec());
      try (TrainingData data =
          new TrainingLoad(
                  LocalSpark.session().sparkContext(), specs.spec(), inputTables, 0, buckets)
              .load()) {
        assertEquals(expected, Loaded.of(data).bits(), buckets + " buckets");
      }
    }
  }

  @Test
  void everyRowIsInExactlyOnePartAndOnce() {
    List<String> rows = Files.rows(2500);
    Specs specs = specs(Files.csv(directory, HEADER, rows, 3));
    specs.scaling = Scaling.NONE;
    Loaded loaded = Loaded.of(specs);
    List<String> found = new ArrayList<>();
    for (List<Shard> part : List.of(loaded.train(), loaded.validation(), loaded.test())) {
      Loaded.rows(part)
          .forEach(
              row ->
                  found.add(row[0] + "," + (float) row[3] + "," + row[4] + "," + (float) row[5]));
    }
    List<String> expected = new ArrayList<>();
    for (String row : rows) {
      String[] cells = row.split(",", -1);
      expected.add(
          Double.parseDouble(cells[1])
              + ","
              + Float.parseFloat(cells[2])
              + ","
              + Double.parseDouble(cells[3])
              + ","
              + Float.parseFloat(cells[4]));
    }
    Collections.sort(found);
    Collections.sort(expected);
    assertEquals(expected, found);
  }

  @Test
  void partsAreAboutAsLargeAsAskedAndAnotherSeedIsAnotherSplit() {
    Specs specs = specs(Files.csv(directory, HEADER, Files.rows(4000), 1));
    Loaded first = Loaded.of(specs);
    assertEquals(400, Loaded.rows(first.validation()).size(), 80);
    assertEquals(800, Loaded.rows(first.test()).size(), 110);
    assertEquals(List.of(), first.warnings());
    specs.splitSeed = 1;
    assertNotEquals(first.bits(), Loaded.of(specs).bits());
  }

  @Test
  void shardsHaveTheirRanksAndChunksAreFull() {
    Specs specs = specs(Files.csv(directory, HEADER, Files.rows(3001), 2));
    specs.test = HeldOut.NONE;
    specs.validation = HeldOut.NONE;
    specs.shards = 8;
    try (TrainingData data = specs.load()) {
      assertEquals(3001, data.sizes(DataSplit.TRAIN).rows());
      List<Shard> shards = data.shards(DataSplit.TRAIN).collect();
      assertEquals(8, shards.size());
      for (Shard shard : shards) {
        assertEquals(data.sizes(DataSplit.TRAIN).size(shard.index()), shard.size());
        for (int i = 0; i + 1 < shard.chunks().size(); i++) {
          assertEquals(BatchPlan.CHUNK_ROWS, shard.chunks().get(i).size());
        }
      }
    }
  }

  @Test
  void theNumberOfShardsDoesNotChangeTheRowsOrTheirDigest() {
    Specs specs = specs(Files.csv(directory, HEADER, Files.rows(1000), 1));
    Loaded auto = Loaded.of(specs);
    for (int shards : new int[] {1, 2, 64}) {
      specs.shards = shards;
      Loaded other = Loaded.of(specs);
      assertEquals(auto.sha256(), other.sha256());
      assertArrayEquals(
          Loaded.rows(auto.train()).stream().mapToDouble(row -> row[0]).toArray(),
          Loaded.rows(other.train()).stream().mapToDouble(row -> row[0]).toArray());
    }
  }

  @Test
  void equalRowsNeverStraddleAndFewDifferentOnesAreAWarning() {
    List<String> rows = new ArrayList<>();
    for (int i = 0; i < 2000; i++) {
      rows.add(i + "," + i % 5 + "," + i % 5 + "," + i % 5 * 2 + ",1");
    }
    Loaded loaded = Loaded.of(specs(Files.csv(directory, HEADER, rows, 3)));
    Set<Double> train = labels(loaded.train());
    Set<Double> heldOut = labels(loaded.validation());
    heldOut.addAll(labels(loaded.test()));
    train.retainAll(heldOut);
    assertEquals(Set.of(), train);
    assertTrue(
        loaded.warnings().stream().anyMatch(w -> w.startsWith("data.validation = 0.1 holds out ")),
        loaded.warnings().toString());
  }

  @Test
  void duplicatesDoNotUnbalanceShards() {
    List<String> rows = new ArrayList<>(Collections.nCopies(1000, "0,1.5,2,3,4"));
    rows.addAll(Files.rows(24));
    Specs specs = specs(Files.csv(directory, HEADER, rows, 2));
    specs.validation = HeldOut.NONE;
    specs.test = HeldOut.NONE;
    Loaded.of(specs).train().forEach(shard -> assertEquals(64, shard.size()));
  }

  @Test
  void splitByKeepsGroupsTogether() {
    List<String> rows = new ArrayList<>();
    Random random = new Random(3);
    for (int i = 0; i < 3000; i++) {
      rows.add(
          "user"
              + i % 300
              + ","
              + i % 300
              + ","
              + random.nextDouble()
              + ","
              + random.nextInt(9)
              + ",1");
    }
    Specs specs = specs(Files.csv(directory, HEADER, rows, 3));
    specs.ignore = List.of();
    specs.splitBy = "id";
    Loaded loaded = Loaded.of(specs);
    Set<Double> train = labels(loaded.train());
    Set<Double> heldOut = labels(loaded.validation());
    heldOut.addAll(labels(loaded.test()));
    assertEquals(300, train.size() + heldOut.size());
    train.retainAll(heldOut);
    assertEquals(Set.of(), train);
  }

  @Test
  void sourceOrderIsKeptWhereItIsAskedFor() {
    List<String> rows = new ArrayList<>();
    for (int i = 0; i < 500; i++) {
      rows.add("0," + i + "," + Math.sin(i) + "," + i % 7 + "," + i % 3);
    }
    Specs specs = specs(Files.csv(directory, HEADER, rows, 1));
    specs.order = RowOrder.SOURCE;
    specs.validation = HeldOut.NONE;
    specs.test = HeldOut.NONE;
    List<double[]> found = Loaded.rows(Loaded.of(specs).train());
    assertEquals(500, found.size());
    for (int i = 0; i < 500; i++) {
      assertEquals(i, found.get(i)[0]);
    }
  }

  @Test
  void sourceOrderHoldsTheSameRowsOutAsCanonicalOrder() {
    Specs specs = specs(Files.csv(directory, HEADER, Files.rows(1000), 4));
    Set<Double> canonical = labels(Loaded.of(specs).test());
    specs.order = RowOrder.SOURCE;
    assertEquals(canonical, labels(Loaded.of(specs).test()));
  }

  @Test
  void heldOutPathsAreTheirOwnParts() {
    List<String> rows = Files.rows(300);
    Specs specs = specs(Files.csv(directory.resolve("train"), HEADER, rows.subList(0, 200), 2));
    specs.validation =
        HeldOut.paths(
            List.of(Files.csv(directory.resolve("validation"), HEADER, rows.subList(200, 250), 1)));
    specs.test =
        HeldOut.paths(
            List.of(Files.csv(directory.resolve("test"), HEADER, rows.subList(250, 300), 1)));
    Loaded loaded = Loaded.of(specs);
    assertEquals(200, Loaded.rows(loaded.train()).size());
    assertEquals(50, Loaded.rows(loaded.validation()).size());
    assertEquals(50, Loaded.rows(loaded.test()).size());
  }

  @Test
  void equalRowsOfDifferentWeightsAreOrderedByWeight() {
    List<String> rows = new ArrayList<>();
    for (int i = 0; i < 200; i++) {
      rows.add(i % 13 + ",1,2," + i % 2 + ",4");
    }
    Specs specs = specs(Files.csv(directory.resolve("one"), HEADER, rows, 1));
    specs.ignore = List.of();
    specs.weight = "id";
    specs.validation = HeldOut.NONE;
    specs.test = HeldOut.NONE;
    String expected = Loaded.of(specs).bits();
    Collections.shuffle(rows, new Random(5));
    specs.train = List.of(Files.csv(directory.resolve("two"), HEADER, rows, 5));
    assertEquals(expected, Loaded.of(specs).bits());
  }

  private static Set<Double> labels(List<Shard> shards) {
    Set<Double> labels = new HashSet<>();
    Loaded.rows(shards).forEach(row -> labels.add(row[0]));
    return labels;
  }
}
