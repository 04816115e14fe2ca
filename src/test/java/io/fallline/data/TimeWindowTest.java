package io.fallline.data;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.fallline.configuration.HeldOut;
import io.fallline.core.failure.Failure;
import io.fallline.core.loss.LabelKind;
import io.fallline.core.training.DataSplit;
import io.fallline.data.loading.HeldOutTest;
import io.fallline.data.loading.InstantParser;
import io.fallline.data.loading.Loaded;
import io.fallline.data.loading.TrainingData;
import io.fallline.model.BadRow;
import io.fallline.model.InputColumn;
import io.fallline.testing.LocalSpark;
import java.nio.file.Path;
import java.sql.Date;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TimeZone;
import org.apache.spark.sql.functions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TimeWindowTest {
  @TempDir private Path directory;

  @ParameterizedTest
  @CsvSource({
    "2026-11-20, 2026-11-20T00:00:00Z",
    "2026-11-20T03:00, 2026-11-20T03:00:00Z",
    "2026-11-20T03:00:00, 2026-11-20T03:00:00Z",
    "2026-11-20T03:00:00Z, 2026-11-20T03:00:00Z",
    "2026-11-20T03:00:00.25+02:00, 2026-11-20T01:00:00.25Z",
    "2026-11-20 03:00:00, 2026-11-20T03:00:00Z",
    "2026-11-20 03:00:00.123456-0130, 2026-11-20T04:30:00.123456Z",
    "2026-11-20 03:00:00+01, 2026-11-20T02:00:00Z",
    "1969-12-31T23:59:59Z, 1969-12-31T23:59:59Z"
  })
  void isoTextsAreTimesOfUtcUnlessTheySayOtherwise(String text, Instant expected) {
    assertEquals(expected, InstantParser.of("at", text));
  }

  @Test
  void typedCellsAreTimesWhateverTheZoneOfTheMachine() {
    Instant three = Instant.parse("2026-11-20T03:00:00Z");
    TimeZone here = TimeZone.getDefault();
    try {
      for (String zone : List.of("UTC", "Asia/Tokyo", "America/Lima")) {
        TimeZone.setDefault(TimeZone.getTimeZone(zone));
        assertEquals(three, InstantParser.of("at", java.sql.Timestamp.from(three)));
        assertEquals(three, InstantParser.of("at", LocalDateTime.parse("2026-11-20T03:00:00")));
        assertEquals(
            Instant.parse("2026-11-20T00:00:00Z"),
            InstantParser.of("at", Date.valueOf("2026-11-20")));
      }
    } finally {
      TimeZone.setDefault(here);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"yesterday", "20.11.2026", "2026-02-30", "2026-11-20T25:00:00", "1763607600", " "})
  void otherTextsAreNoTimes(String text) {
    assertThrows(BadRow.class, () -> InstantParser.of("at", text));
  }

  @ParameterizedTest
  @CsvSource({
    "1, 2026-11-19T12:00:00Z",
    "0.5, 2026-11-20T00:00:00Z",
    "1e300, -1000000000-01-01T00:00:01Z"
  })
  void aWindowIsCountedBackInDays(double days, Instant before) {
    Instant newest = Instant.parse("2026-11-20T12:00:00Z");
    assertEquals(before, new TimeWindow("at", days).before(newest));
  }

  /** Newest − days itself is outside, and the newest row inside. */
  @Test
  void onlyRowsOfTheNewestDaysAreTrainedOn() {
    Specs specs =
        csv(
            "2026-11-18 12:00:00",
            "2026-11-19T12:00:00Z",
            "2026-11-19T12:00:01",
            "2026-11-20T12:00:00");
    specs.window = new TimeWindow("at", 1);
    try (TrainingData data = specs.load()) {
      assertEquals(List.of(2.0, 3.0), labels(data));
      assertEquals(Optional.of(Instant.parse("2026-11-20T12:00:00Z")), data.newest());
      assertEquals(List.of("x"), columns(data));
    }
    specs.window = null;
    specs.ignore = List.of("at");
    try (TrainingData data = specs.load()) {
      assertEquals(4, data.sizes(DataSplit.TRAIN).rows());
      assertEquals(Optional.empty(), data.newest());
    }
  }

  @Test
  void datesAndTimestampsOfTypedFormatsAreWindowsToo() {
    for (String type : List.of("date", "timestamp", "timestamp_ntz", "string")) {
      String path = directory.resolve(type).toString();
      LocalSpark.session()
          .range(0, 20, 1, 3)
          .select(
              functions.col("id").as("label"),
              functions.expr("id * id").as("x"),
              functions.expr("date_add(date'2026-11-01', cast(id as int))").cast(type).as("at"))
          .write()
          .parquet(path);
      Specs specs = Specs.of("parquet", path);
      specs.window = new TimeWindow("at", 3);
      try (TrainingData data = specs.load()) {
        assertEquals(List.of(17.0, 18.0, 19.0), labels(data), type);
      }
    }
  }

  /** The times are found without the other columns, wherever theirs stands and is called. */
  @Test
  void theNewestRowIsFoundAmongColumnsOfAnyName() {
    for (String format : List.of("orc", "json")) {
      String path = directory.resolve("dotted." + format).toString();
      LocalSpark.session()
          .range(0, 9, 1, 2)
          .selectExpr(
              "id as a",
              "concat('2026-11-0', cast(id + 1 as string)) as `made.at`",
              "id as label",
              "id as x")
          .write()
          .format(format)
          .save(path);
      Specs specs = Specs.of(format, path);
      specs.window = new TimeWindow("made.at", 2);
      try (TrainingData data = specs.load()) {
        assertEquals(List.of(7.0, 8.0), labels(data));
        assertEquals(Optional.of(Instant.parse("2026-11-09T00:00:00Z")), data.newest());
      }
    }
  }

  @Test
  void daysOfPartitionDirectoriesAreAWindow() {
    for (int day = 1; day <= 5; day++) {
      Files.write(
          directory.resolve("days/at=2026-11-0" + day + "/a.csv"), "label,x", day + "," + day % 2);
    }
    Specs specs = Specs.of("csv", directory.resolve("days").toString());
    specs.window = new TimeWindow("at", 2);
    try (TrainingData data = specs.load()) {
      assertEquals(List.of(4.0, 5.0), labels(data));
    }
  }

  @Test
  void theColumnIsAFeatureWhereItIsListed() {
    Specs specs = csv("2026-11-18", "2026-11-19", "2026-11-20");
    specs.window = new TimeWindow("at", 2);
    specs.categorical = List.of("at");
    try (TrainingData data = specs.load()) {
      assertEquals(List.of("x", "at"), columns(data));
      assertEquals(
          List.of("2026-11-19", "2026-11-20"), data.encoding().columns().get(1).categories());
    }
  }

  /** Rows outside count as little as if they stood in no file: shares and bits are the same. */
  @Test
  void rowsOutsideTheWindowLeaveNoTrace() {
    List<String> inside = new ArrayList<>();
    List<String> all = new ArrayList<>();
    List<String> plain = Files.rows(400);
    for (int i = 0; i < plain.size(); i++) {
      String day = i % 2 == 0 ? "2026-11-20" : "2026-11-1" + i % 8;
      all.add(plain.get(i) + "," + day);
      if (i % 2 == 0) {
        inside.add(all.get(i));
      }
    }
    all.add("x,neither,these,are,numbers,2026-11-01");
    String header = "id,label,a,b,c,at";
    Specs specs = Specs.of("csv", Files.csv(directory.resolve("all"), header, all, 3));
    specs.window = new TimeWindow("at", 1);
    specs.validation = HeldOut.fraction(0.2);
    specs.test = HeldOut.fraction(0.2);
    Specs only = Specs.of("csv", Files.csv(directory.resolve("only"), header, inside, 1));
    only.window = specs.window;
    only.validation = specs.validation;
    only.test = specs.test;
    assertEquals(Loaded.of(only).bits(), Loaded.of(specs).bits());
    HeldOutTest.assertSameShards(specs);
  }

  @Test
  void pathsOfTheirOwnAreHeldOutWithoutAWindow() {
    Specs specs = csv("2026-11-18", "2026-11-19", "2026-11-20");
    specs.window = new TimeWindow("at", 1);
    specs.test =
        HeldOut.paths(List.of(Files.write(directory.resolve("held.csv"), "label,x", "5,5", "6,7")));
    try (TrainingData data = specs.load()) {
      assertEquals(1, data.sizes(DataSplit.TRAIN).rows());
      assertEquals(2, data.sizes(DataSplit.TEST).rows());
    }
  }

  @Test
  void aRowWithoutATimeIsNamed() {
    refuse(", row 2: column \"at\" is empty, expected a date or time such as 2026-11-20", "");
    refuse(", row 2: column \"at\" is \"soon\", expected a date or time", "soon");
  }

  private void refuse(String expected, String time) {
    Specs specs = csv("2026-11-18", time, "2026-11-20");
    specs.window = new TimeWindow("at", 1);
    Failure failure = assertThrows(Failure.class, specs::load);
    assertEquals(Failure.Kind.DATA, failure.kind());
    assertEquals(
        specs.train.get(0) + expected,
        failure.getMessage().substring(0, specs.train.get(0).length() + expected.length()));
  }

  @Test
  void aColumnThatIsNoTimeIsRefused() {
    Specs missing = csv("2026-11-18");
    missing.window = new TimeWindow("day", 1);
    assertRefused(": no column \"day\"", missing);
    String path = directory.resolve("numbers").toString();
    LocalSpark.session()
        .range(3)
        .selectExpr("id as label", "id as at", "id as x")
        .write()
        .orc(path);
    Specs numbers = Specs.of("orc", path);
    numbers.labels = LabelKind.NUMBER;
    numbers.window = new TimeWindow("at", 1);
    assertRefused(
        ": column \"at\" is of type bigint, expected dates, timestamps or texts of them", numbers);
  }

  private static void assertRefused(String expected, Specs specs) {
    Failure failure = assertThrows(Failure.class, specs::load);
    assertEquals(Failure.Kind.DATA, failure.kind());
    String start = specs.train.get(0) + expected;
    assertEquals(start, failure.getMessage().substring(0, start.length()));
  }

  /** Rows labelled 0, 1, 2, …, of these times. */
  private Specs csv(String... times) {
    List<String> lines = new ArrayList<>(List.of("label,x,at"));
    for (int i = 0; i < times.length; i++) {
      lines.add(i + "," + i * i + "," + times[i]);
    }
    return Specs.of(
        "csv", Files.write(directory.resolve("rows.csv"), lines.toArray(String[]::new)));
  }

  private static List<Double> labels(TrainingData data) {
    return Loaded.rows(data.shards(DataSplit.TRAIN).collect()).stream()
        .map(row -> row[0])
        .sorted()
        .toList();
  }

  private static List<String> columns(TrainingData data) {
    return data.encoding().columns().stream().map(InputColumn::column).toList();
  }
}
