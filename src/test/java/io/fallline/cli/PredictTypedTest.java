package io.fallline.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.fallline.testing.LocalSpark;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What {@code predict} writes for files whose columns have types. */
class PredictTypedTest {
  private static final int ROWS = 700; // more than fit into one batch of any kind here

  /** One of a name that Spark has for what it cannot read; every third value of some is null. */
  private static final List<String> COLUMNS =
      List.of(
          "id",
          "if(id % 3 = 0, null, concat('t', id)) as _corrupt_record",
          "cast(id % 7 as double) as x",
          "if(id % 3 = 1, null, cast(id as decimal(12, 2))) as `a.b`",
          "cast(id as float) / 3 as `small share`",
          "date_add(date'2020-01-01', cast(id as int)) as day",
          "timestamp_seconds(id * 1000) as at",
          "if(id % 3 = 2, null, array(id, null)) as list",
          "named_struct('p', id, 'q', array(cast(id as string))) as nested",
          "map('k', id) as pairs",
          "cast(cast(id as string) as binary) as bytes",
          "id % 2 = 0 as even",
          "cast(id % 2 as int) as label");

  @TempDir private Path directory;

  @ParameterizedTest
  @CsvSource({
    "parquet, ''",
    "orc, ''",
    "parquet, parse_json(concat('{\"n\":' || id || '}')) as anything"
  })
  void everyColumnIsWrittenAsItWasReadBesideThePrediction(String format, String more)
      throws IOException {
    SparkSession session = LocalSpark.session();
    String[] columns =
        more.isEmpty()
            ? COLUMNS.toArray(String[]::new)
            : List.of(COLUMNS.get(0), COLUMNS.get(1), COLUMNS.get(2), COLUMNS.get(12), more)
                .toArray(String[]::new);
    String table = directory.resolve("table").toString();
    session.range(0, ROWS, 1, 3).selectExpr(columns).write().format(format).save(table);
    Path output = directory.resolve("predictions");
    Ran ran =
        Ran.command(
            "predict",
            "--model",
            trained(format, table),
            "--data",
            table,
            "--output",
            output.toString(),
            "--json");
    assertEquals(0, ran.exit(), ran.err());
    assertEquals(ROWS, new ObjectMapper().readTree(ran.out()).path("rows").asInt());
    Dataset<Row> written = session.read().parquet(output.toString());
    Dataset<Row> rows = written.drop("prediction", "probability");
    Dataset<Row> expected = session.read().format(format).load(table);
    assertEquals(
        Arrays.toString(expected.schema().fieldNames()),
        Arrays.toString(rows.schema().fieldNames()));
    assertEquals(shown(expected), shown(rows));
    long odd = written.where("prediction = label").count();
    assertEquals(ROWS, written.where("prediction in (0, 1) and probability is not null").count());
    assertEquals(true, odd > 0);
  }

  private static List<String> shown(Dataset<Row> rows) {
    return rows.selectExpr("to_json(struct(*)) as text").orderBy("text").collectAsList().stream()
        .map(row -> row.getString(0))
        .toList();
  }

  private String trained(String format, String table) throws IOException {
    Path configuration =
        Files.writeString(
            directory.resolve("job.conf"),
            """
            data { format = "%s", train = "%s", features = [x] }
            model.loss = logistic
            optimizer.learningRate = 0.1
            training.epochs = 1
            output.directory = "%s"
            """
                .formatted(format, table, directory.resolve("runs")));
    Ran ran = Ran.command("train", "--config", configuration.toString(), "--json", "--quiet");
    assertEquals(0, ran.exit(), ran.err());
    return new ObjectMapper().readTree(ran.out()).path("model").asText();
  }
}
