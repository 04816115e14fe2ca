package io.fallline.data.sources;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fallline.configuration.HeldOut;
import io.fallline.core.failure.Failure;
import io.fallline.core.training.DataSplit;
import io.fallline.data.DataSpec;
import io.fallline.data.Files;
import io.fallline.data.Specs;
import io.fallline.data.loading.Loaded;
import io.fallline.data.loading.TrainingData;
import io.fallline.data.sources.SourceListing.SourceFile;
import io.fallline.testing.LocalSpark;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SourceListingTest {
  @TempDir private Path directory;

  @Test
  void filesAreListedAsALoadingReadsThem() throws IOException {
    write("day=1/b.csv", "1,2");
    write("day=1/a.csv", "2,3", "4,5");
    write("day=2/c.csv", "3,4");
    write("day=2/_SUCCESS");
    write("day=2/.c.csv.crc");
    write("_temporary/0/d.csv", "9,9");
    Specs specs = Specs.of("csv", directory.toString());
    List<SourceFile> files = files(specs);
    assertEquals(
        List.of(qualified("day=1/a.csv"), qualified("day=1/b.csv"), qualified("day=2/c.csv")),
        paths(files));
    Path first = directory.resolve("day=1/a.csv");
    assertEquals(java.nio.file.Files.size(first), files.get(0).bytes());
    assertEquals(
        java.nio.file.Files.getLastModifiedTime(first).toMillis(), files.get(0).modifiedMillis());
    assertLoaded(specs, files);
  }

  @Test
  void patternsAndSeveralPathsAreListed() {
    write("a-1.csv", "1,2");
    write("a-2.csv", "2,3");
    write("b/c.csv", "2,4");
    write("other.csv", "2,5");
    Specs specs =
        Specs.of("csv", directory + "/a-*.csv", directory + "/b", directory + "/a-{1,9}.csv");
    assertEquals(
        List.of(qualified("a-1.csv"), qualified("a-2.csv"), qualified("b/c.csv")),
        paths(files(specs)));
    specs.train = specs.train.subList(0, 2);
    assertLoaded(specs, files(specs));
  }

  @Test
  void optionsOfTheReaderSayWhichFilesCount() {
    write("a.csv", "1,2");
    write("below/b.csv", "2,3");
    write("below/b.txt", "2,3");
    Specs specs = Specs.of("csv", directory.toString());
    specs.options = Map.of("recursiveFileLookup", "true", "pathGlobFilter", "*.csv");
    List<SourceFile> files = files(specs);
    assertEquals(List.of(qualified("a.csv"), qualified("below/b.csv")), paths(files));
    assertLoaded(specs, files);
    assertEquals(Loaded.of(specs).bits(), bits(only(specs, files)));
  }

  @Test
  void everyFormatWithFilesIsListed() {
    SparkSession session = LocalSpark.session();
    for (String format : List.of("parquet", "orc", "json", "csv")) {
      String path = directory.resolve(format).toString();
      session
          .range(1, 40, 1, 3)
          .selectExpr("id as label", "id * 2 as x")
          .write()
          .format(format)
          .option("header", "true")
          .save(path);
      Specs specs = Specs.of(format, path);
      List<SourceFile> files = files(specs);
      assertEquals(3, files.size(), format);
      assertLoaded(specs, files);
    }
    Specs libsvm = Specs.of("libsvm", Files.write(directory.resolve("l/a"), "1 1:2", "2 2:1"));
    assertEquals(List.of(qualified("l/a")), paths(files(libsvm)));
    assertLoaded(libsvm, files(libsvm));
  }

  @Test
  void someFilesOfADirectoryKeepTheColumnsOfTheirDirectories() {
    for (int day = 1; day <= 4; day++) {
      write("all/day=" + day + "/part-0.csv", day + ",1", day + ",2");
    }
    write("held/day=7/part-0.csv", "7,7");
    Specs specs = Specs.of("csv", directory.resolve("all").toString());
    specs.categorical = List.of("day");
    specs.test = HeldOut.paths(List.of(directory.resolve("held").toString()));
    DataSpec some = only(specs, files(specs).subList(2, 4));
    try (TrainingData data = TrainingData.load(LocalSpark.session(), some)) {
      assertEquals(List.of("3", "4"), data.encoding().columns().get(1).categories());
      assertEquals(4, data.sizes(DataSplit.TRAIN).rows());
      assertEquals(1, data.sizes(DataSplit.TEST).rows());
      assertEquals(files(specs).subList(2, 4), data.files());
    }
    assertEquals(Loaded.of(specs).bits(), bits(only(specs, files(specs))));
  }

  @Test
  void namesThatPatternsAreMadeOfAreTakenAsTheyAre() {
    List<String> odd =
        List.of("a[1].csv", "b{2,3}.csv", "c*.csv", "d e.csv", "f?.csv", "g\\h.csv", "i%20#j.csv");
    for (int i = 0; i < odd.size(); i++) {
      write("odd/" + odd.get(i), i + "," + i % 3);
    }
    write("odd/a1.csv", "91,1");
    write("odd/b2.csv", "92,2");
    write("odd/cc.csv", "93,1");
    write("odd/ff.csv", "94,2");
    Specs specs = Specs.of("csv", directory.resolve("odd").toString());
    List<SourceFile> files =
        files(specs).stream()
            .filter(file -> odd.stream().anyMatch(name -> file.path().endsWith("/" + name)))
            .toList();
    assertEquals(odd.size(), files.size());
    try (TrainingData data = TrainingData.load(LocalSpark.session(), only(specs, files))) {
      assertEquals(
          List.of(0.0, 1.0, 2.0, 3.0, 4.0, 5.0, 6.0),
          Loaded.rows(data.shards(DataSplit.TRAIN).collect()).stream()
              .map(row -> row[0])
              .sorted()
              .toList());
      assertEquals(files, data.files());
    }
    Specs one = Specs.of("csv", directory.resolve("odd").toString());
    try (TrainingData data =
        TrainingData.load(LocalSpark.session(), only(one, files.subList(0, 1)))) {
      assertEquals(1, data.sizes(DataSplit.TRAIN).rows());
    }
  }

  @Test
  void pairsOfIdxFilesStayPairs() throws IOException {
    Specs specs = Specs.of("idx", pair("one", 3), pair("two", 4));
    List<SourceFile> files = files(specs);
    assertEquals(4, files.size());
    assertLoaded(specs, files);
    List<SourceFile> labels =
        Stream.of("two.labels")
            .flatMap(name -> files.stream().filter(file -> file.path().endsWith(name)))
            .toList();
    assertEquals(specs.train.subList(1, 2), only(specs, labels).train());
  }

  @Test
  void aPathWithNothingIsRefused() {
    Failure failure =
        assertThrows(Failure.class, () -> files(Specs.of("csv", directory + "/none-*")));
    assertEquals(Failure.Kind.DATA, failure.kind());
    assertEquals(directory + "/none-*: there is no such file or directory", failure.getMessage());
  }

  @Test
  void aSourceWithoutFilesIsRefused() {
    Failure failure = assertThrows(Failure.class, () -> files(Specs.of("table", "a_table")));
    assertEquals(Failure.Kind.CONFIGURATION, failure.kind());
    assertEquals(
        "retrain.new = files tells new files from old ones, and data.format = table has no files"
            + " to tell apart; set retrain.new to window or all",
        failure.getMessage());
  }

  private String pair(String name, int rows) throws IOException {
    Path images = directory.resolve(name + ".images");
    Path labels = directory.resolve(name + ".labels");
    byte[] header = {0, 0, 8, 2, 0, 0, 0, (byte) rows, 0, 0, 0, 2};
    byte[] pixels = new byte[header.length + rows * 2];
    System.arraycopy(header, 0, pixels, 0, header.length);
    pixels[pixels.length - 1] = 7;
    byte[] digits = new byte[8 + rows];
    System.arraycopy(new byte[] {0, 0, 8, 1, 0, 0, 0, (byte) rows}, 0, digits, 0, 8);
    java.nio.file.Files.write(images, pixels);
    java.nio.file.Files.write(labels, digits);
    return images + "," + labels;
  }

  private void write(String name, String... rows) {
    Files.write(
        directory.resolve(name),
        Stream.concat(Stream.of("label,x"), Stream.of(rows)).toArray(String[]::new));
  }

  private String qualified(String name) {
    return "file:" + directory.resolve(name);
  }

  private static List<String> paths(List<SourceFile> files) {
    return files.stream().map(SourceFile::path).toList();
  }

  private static List<SourceFile> files(Specs specs) {
    return SourceListing.files(LocalSpark.session(), specs.spec());
  }

  private static DataSpec only(Specs specs, List<SourceFile> files) {
    return SourceListing.only(LocalSpark.session(), specs.spec(), files);
  }

  private static String bits(DataSpec spec) {
    try (TrainingData data = TrainingData.load(LocalSpark.session(), spec)) {
      return Loaded.of(data).bits();
    }
  }

  private static void assertLoaded(Specs specs, List<SourceFile> files) {
    try (TrainingData data = specs.load()) {
      assertTrue(data.sizes(DataSplit.TRAIN).rows() > 0);
      assertEquals(files, data.files());
    }
  }
}
