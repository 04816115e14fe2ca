package io.fallline.data.records;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fallline.configuration.DataSection.MissingValues;
import io.fallline.core.loss.LabelKind;
import io.fallline.data.sources.ColumnRoles;
import io.fallline.data.sources.RowCells;
import io.fallline.data.sources.RowPlan;
import io.fallline.data.sources.SourceTable;
import io.fallline.data.sources.SourceTables;
import io.fallline.model.InputColumn.InputKind;
import io.fallline.testing.LocalSpark;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Lines that are cut here have the records that the rows of Spark's reader have, or none. */
class LineTableTest {
  private static final String REFUSED = "refused";
  private static final List<Map<String, String>> CSV_OPTIONS =
      List.of(
          Map.of(),
          Map.of("ignoreLeadingWhiteSpace", "true", "ignoreTrailingWhiteSpace", "true"),
          Map.of("nullValue", "?", "emptyValue", "7"),
          Map.of("comment", "#", "quote", "'"),
          Map.of("header", "false"),
          Map.of("sep", ", ", "wholetext", "true"),
          Map.of("escape", "\"", "encoding", "ISO-8859-1"),
          Map.of("maxCharsPerColumn", "12"),
          Map.of("unescapedQuoteHandling", "RAISE_ERROR"),
          Map.of("locale", "de-DE"),
          Map.of("lineSep", "\n"));
  private static final List<String> CELLS =
      List.of(
          "1",
          "1",
          "1",
          "-2.5",
          "0",
          "1e3",
          " 4",
          "5 ",
          "",
          "",
          "?",
          "\"6\"",
          "'7'",
          "\"a,b\"",
          "\"a\"\"b\"",
          "\"a\\\"b\"",
          "\"open",
          "x\"y",
          "\\",
          "NaN",
          "inf",
          "true",
          "1d",
          "0x1p3",
          "1,5",
          "+3",
          "é",
          "\t",
          "1e999",
          "-0",
          "٣",
          "\u0000",
          "12345678901234567890");
  private static final List<String> LINES =
      List.of("", "  ", "# 1", " # 2", "\t", "\u0000", "1", "1,2,3,4,5,6", "label,a,b,t");

  private static final List<String> PAIRS =
      List.of(
          "1 1:1 2:0.5 7:-3",
          "0",
          "-1 2:1e-3 # 9:9",
          " 1\t3:0 4:-0",
          "",
          "# none",
          "1 +2:1",
          "1 1:inf",
          "1 qid:1 1:1",
          "1 2:1 1:1",
          "1 0:1",
          "\u2028",
          "1 1:1d",
          "1 12:1",
          "one 1:1",
          "1 1:nan",
          "1\u000b 1:1",
          "1e400 1:1",
          "1 1:1e400");

  @TempDir private Path directory;
  private final Random random = new Random(18);
  private final SparkSession session = inSmallSplits();

  /** A file has several, and a task reads several of them. */
  private static SparkSession inSmallSplits() {
    SparkSession session = LocalSpark.session().newSession();
    session.conf().set("spark.sql.files.maxPartitionBytes", "48");
    session.conf().set("spark.sql.files.openCostInBytes", "1");
    return session;
  }

  @Test
  void oddLinesOfCsvAreReadAsSparkReadsThem() throws IOException {
    int read = 0;
    for (int i = 0; i < 44; i++) {
      Map<String, String> options = CSV_OPTIONS.get(i % CSV_OPTIONS.size());
      Path files = directory.resolve("csv-" + i);
      Files.createDirectories(files);
      boolean odd = i % 4 != 0;
      for (int file = 0; file < 2; file++) {
        Files.writeString(files.resolve(file + ".csv"), csv(odd, options), StandardCharsets.UTF_8);
      }
      read += same("csv", options, files.toString(), csvRoles(options)) ? 1 : 0;
    }
    assertTrue(read >= 10, read + " were read");
  }

  private String csv(boolean odd, Map<String, String> options) {
    String separator = options.getOrDefault("sep", ",");
    StringBuilder text = new StringBuilder(odd && random.nextInt(4) == 0 ? "\n# c\n" : "");
    boolean other = odd && random.nextInt(12) == 0;
    text.append(String.join(separator, "label", "a", other ? "c" : "b", "t")).append("\n");
    for (int row = random.nextInt(6); row >= 0; row--) {
      if (odd && random.nextInt(8) == 0) {
        text.append(LINES.get(random.nextInt(LINES.size())));
      } else {
        List<String> cells = new ArrayList<>();
        for (int cell = 0; cell < 4; cell++) {
          boolean any = odd ? random.nextInt(6) == 0 : cell == 3;
          cells.add(CELLS.get(random.nextInt(any ? CELLS.size() : cell == 0 ? 3 : 10)));
        }
        text.append(String.join(separator, cells));
      }
      text.append(random.nextInt(5) == 0 ? "\r\n" : "\n");
    }
    return text.toString();
  }

  @Test
  void oddLinesOfLibsvmAreReadAsTheirParserReadsThem() throws IOException {
    int read = 0;
    for (int i = 0; i < 24; i++) {
      Path files = directory.resolve("libsvm-" + i);
      Files.createDirectories(files);
      for (int file = 0; file < 2; file++) {
        StringBuilder text = new StringBuilder();
        for (int row = 0; row < 8; row++) {
          boolean odd = i % 2 == 1 && random.nextInt(12) == 0;
          text.append(PAIRS.get(random.nextInt(odd ? PAIRS.size() : 6))).append("\n");
        }
        Files.writeString(files.resolve(file + ".libsvm"), text);
      }
      ColumnRoles roles = roles("label", new ColumnRoles.Feature("features", InputKind.VECTOR));
      Map<String, String> options = i % 3 == 0 ? Map.of("numFeatures", "9") : Map.of();
      read += same("libsvm", options, files.toString(), roles) ? 1 : 0;
    }
    assertTrue(read >= 12, read + " were read");
  }

  private static ColumnRoles csvRoles(Map<String, String> options) {
    boolean named = !options.containsKey("header");
    return roles(
        named ? "label" : "_c0",
        new ColumnRoles.Feature(named ? "a" : "_c1", InputKind.NUMBER),
        new ColumnRoles.Feature(named ? "b" : "_c2", InputKind.NUMBER),
        new ColumnRoles.Feature(named ? "t" : "_c3", InputKind.CATEGORICAL));
  }

  private static ColumnRoles roles(String label, ColumnRoles.Feature... features) {
    return new ColumnRoles(
        label, null, null, null, List.of(features), LabelKind.BINARY, MissingValues.MEAN);
  }

  /** Whether the rows were read, by both: those of a directory, and those of files by name. */
  private boolean same(String format, Map<String, String> options, String path, ColumnRoles roles) {
    String first = path + "/0." + format;
    boolean named =
        same(format, options, path, List.of(first, path + "/1." + format, first), roles, false);
    return same(format, options, path, List.of(path, first), roles, true) || named;
  }

  /**
   * @param listed whether Spark lists the files, so that both sides have its splits in its order
   */
  private boolean same(
      String format,
      Map<String, String> options,
      String path,
      List<String> paths,
      ColumnRoles roles,
      boolean listed) {
    SourceTable table;
    RowPlan plan;
    try {
      table = new SourceTables(session, format, options).open(paths, paths, 0);
      plan = RowPlan.of(table, roles, true);
    } catch (RuntimeException refused) {
      return false; // before a row is read
    }
    RowPlan reading = plan;
    JavaRDD<RowCells> rows = table.rows().map(raw -> RowCells.of(reading.parser().parse(raw)));
    List<String> expected = outcome(rows, plan);
    JavaRDD<RowCells> cells = table.cells(plan);
    List<String> found = outcome(cells, plan);
    if (listed) {
      assertEquals(rows.getNumPartitions(), cells.getNumPartitions(), path);
    } else {
      expected = expected.stream().sorted().toList();
      found = found.stream().sorted().toList();
    }
    assertEquals(expected, found, paths + " with " + options);
    return !expected.equals(List.of(REFUSED));
  }

  /** The records in the order of the source. */
  private static List<String> outcome(JavaRDD<RowCells> rows, RowPlan plan) {
    try {
      return rows.mapPartitions(
              each -> {
                List<String> records = new ArrayList<>();
                RowReader reader = new RowReader(plan, (column, name, text, isBoolean) -> {});
                while (each.hasNext()) {
                  reader.written().clear();
                  reader.append(each.next());
                  CanonicalRecordWriter written = reader.written();
                  records.add(HexFormat.of().formatHex(written.bytes(), 0, written.end()));
                }
                return records.iterator();
              })
          .collect();
    } catch (Exception refused) {
      return List.of(REFUSED);
    }
  }
}
