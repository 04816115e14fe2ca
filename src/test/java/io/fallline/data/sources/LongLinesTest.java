package io.fallline.data.sources;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fallline.configuration.DataSection;
import io.fallline.core.failure.Failure;
import io.fallline.testing.LocalSpark;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.io.compress.BZip2Codec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LongLinesTest {
  private static final int LIMIT = 4000;

  @TempDir private Path directory;

  @ParameterizedTest
  @CsvSource({
    "csv, rows.csv",
    "json, rows.json",
    "libsvm, rows.libsvm",
    "csv, rows.csv.gz",
    "json, rows.json.gz",
    "libsvm, rows.libsvm.gz",
    "csv, rows.csv.bz2"
  })
  void aLineThatIsTooLongIsNamedWithItsPathAndRow(String format, String name) throws IOException {
    Path file = write(name, text(format, LIMIT + 1));
    Failure failure = assertThrows(Failure.class, () -> count(format, file));
    assertEquals(Failure.Kind.DATA, failure.kind());
    assertEquals(
        file
            + ", row 401: the line is longer than 4,000 bytes, expected no more; if it is meant, raise data.maxLineBytes",
        failure.getMessage());
  }

  @Test
  void aLineOfAnotherFileOfLibsvmIsNamedBeforeItIsRead() throws IOException {
    List<String> train = List.of(write("train.libsvm", "1 1:2\n").toString());
    String held = write("held.libsvm", text("libsvm", LIMIT + 1)).toString();
    SourceTables tables =
        new SourceTables(
            LocalSpark.session(), "libsvm", Map.of(DataSection.LINE_LIMIT_OPTION, "" + LIMIT));
    Failure failure =
        assertThrows(Failure.class, () -> tables.open(train, List.of(train.get(0), held), 0));
    assertTrue(failure.getMessage().startsWith(held + ", row 401: "), failure.getMessage());
  }

  @ParameterizedTest
  @CsvSource({"csv, lineSep", "json, linesep", "libsvm, LINESEP"})
  void linesThatEndOtherwiseAreNotMeasured(String format, String option) throws IOException {
    String text = text(format, LIMIT - 1).replace('\n', ';');
    for (String name : List.of("rows." + format, "rows." + format + ".gz")) {
      Map<String, String> options = Map.of(DataSection.LINE_LIMIT_OPTION, "" + LIMIT, option, ";");
      assertEquals(801, count(format, write(name, text), options), name);
      Map<String, String> known = Map.of(DataSection.LINE_LIMIT_OPTION, "" + LIMIT, option, "\n");
      Path file = write(name, text(format, LIMIT + 1));
      assertThrows(Failure.class, () -> count(format, file, known), name);
    }
  }

  @ParameterizedTest
  @CsvSource({"csv, rows.csv", "json, rows.json", "csv, rows.csv.gz", "csv, rows.csv.bz2"})
  void aLineOfTheWholeLimitIsRead(String format, String name) throws IOException {
    assertEquals(801, count(format, write(name, text(format, LIMIT))));
  }

  @Test
  void aHeaderWithoutEndIsNamed() throws IOException {
    for (String name : List.of("plain.csv", "packed.csv.gz")) {
      Path file = write(name, "x".repeat(3 * LIMIT) + ",label\n1,2\n");
      Failure failure = assertThrows(Failure.class, () -> count("csv", file));
      assertTrue(failure.getMessage().startsWith(file + ", its header: the line is longer"), name);
    }
  }

  @Test
  void aCarriageReturnIsNoRowOfItsOwn() throws IOException {
    String text = text("csv", LIMIT + 1).replace("\n", "\r\n");
    Path file = write("windows.csv", text);
    Failure failure = assertThrows(Failure.class, () -> count("csv", file));
    assertTrue(failure.getMessage().startsWith(file + ", row 401: "), failure.getMessage());
  }

  @ParameterizedTest
  @ValueSource(strings = {"a[1.csv", "a[12].csv", "a{1,2.csv", "what?.csv", "x*.csv", "[1].csv.gz"})
  void aFileWithSignsOfAPatternInItsNameIsRead(String name) throws IOException {
    write("a1.csv", "x,label\n1,2\n");
    write("whatx.csv", "x,label\n1,2\n");
    assertEquals(2, count("csv", write(name, "x,label\n1,2\n3,4\n")));
  }

  @Test
  void aPatternThatIsNoneAndAPathWithALineEndAreNamed() {
    Failure pattern =
        assertThrows(Failure.class, () -> count("csv", directory.resolve("none[1.csv")));
    assertEquals(Failure.Kind.DATA, pattern.kind());
    assertTrue(
        pattern
            .getMessage()
            .contains("none[1.csv: there is no such file or directory, and it is no pattern"),
        pattern.getMessage());
    Failure path = assertThrows(Failure.class, () -> count("csv", directory.resolve("a\nb.csv")));
    assertEquals(Failure.Kind.DATA, path.kind());
    assertTrue(path.getMessage().contains("it has a line end"), path.getMessage());
  }

  /** A driver of a database refuses options that it does not know. */
  @Test
  void onlyReadersOfLinesAreHandedALimit() {
    assertEquals(
        Map.of(DataSection.LINE_LIMIT_OPTION, "5000"),
        LineLimit.optionsWithLimit("csv", Map.of(), 5000));
    assertEquals(Map.of("url", "x"), LineLimit.optionsWithLimit("jdbc", Map.of("url", "x"), 5000));
  }

  /** Rows 1 to 400, one of so many bytes, and 400 more. */
  private static String text(String format, int bytes) {
    String few =
        switch (format) {
          case "csv" -> "1,2\n";
          case "json" -> "{\"x\": 1, \"label\": 2}\n";
          default -> "1 1:2\n";
        };
    String before = format.equals("csv") ? "x,label\n" : "";
    String begun = few.strip();
    // blanks: before a number, within an object, at the end
    String filler = " ".repeat(bytes - begun.length());
    String long1 =
        switch (format) {
          case "csv" -> "1" + "0".repeat(bytes - 3) + ",2";
          case "json" -> begun.replace("{", "{" + filler);
          default -> begun + filler;
        };
    return before + few.repeat(400) + long1 + "\n" + few.repeat(400);
  }

  private Path write(String name, String text) throws IOException {
    Path file = directory.resolve(name);
    BZip2Codec bzip2 = new BZip2Codec();
    bzip2.setConf(new Configuration());
    try (OutputStream raw = Files.newOutputStream(file);
        OutputStream out =
            name.endsWith(".gz")
                ? new GZIPOutputStream(raw)
                : name.endsWith(".bz2") ? bzip2.createOutputStream(raw) : raw) {
      out.write(text.getBytes(StandardCharsets.UTF_8));
    }
    return file;
  }

  private static long count(String format, Path file) {
    return count(format, file, Map.of(DataSection.LINE_LIMIT_OPTION, "" + LIMIT));
  }

  private static long count(String format, Path file, Map<String, String> options) {
    List<String> paths = List.of(file.toString());
    SourceTable table =
        new SourceTables(LocalSpark.session(), format, options).open(paths, paths, 0);
    return SparkFailures.run(file.toString(), () -> table.rows().count());
  }
}
