package io.fallline.clusters;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import io.fallline.cli.CommandRun;
import io.fallline.testing.LocalSpark;
import io.fallline.testing.TestDistribution;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * One jar reads typed columns on every release of Spark. Batches of columns and rows of its plans
 * are not part of Spark's public API.
 */
@Tag("cluster")
class TypedColumnsTrial {
  private static final int ROWS = 5_000; // more than one batch

  /** More columns than Spark gives in batches by itself; all types that can be learnt from. */
  private static final List<String> COLUMNS =
      Stream.concat(
              Stream.of(
                  "cast(id % 2 as int) as label",
                  "if(id % 3 = 1, null, cast(id as decimal(12, 2))) as price",
                  "cast(id as float) / 3 as share",
                  "cast(id % 100 as byte) as small",
                  "cast(id % 1000 as short) as short",
                  "id as long",
                  "if(id % 5 = 0, null, concat('ü', id % 7)) as word",
                  "id % 3 = 0 as flag"),
              IntStream.range(0, 120).mapToObj(i -> "sin(id * " + (i + 1) + ") as x" + i))
          .toList();

  @TempDir static Path directory;

  @AfterAll
  static void stop() {
    LocalSpark.stop();
  }

  private static Path table(String format) {
    Path table = directory.resolve(format);
    if (!Files.exists(table)) {
      LocalSpark.session()
          .range(0, ROWS, 1, 3)
          .selectExpr(COLUMNS.toArray(String[]::new))
          .write()
          .format(format)
          .save(table.toString());
      LocalSpark.stop();
    }
    return table;
  }

  private static Path configuration(String format, Path runs) throws IOException {
    return Files.writeString(
        directory.resolve(runs.getFileName() + ".conf"),
        """
        name = "typed"
        data { format = "%s", train = "%s", label = "label", validation = 0.1, test = 0.2 }
        data { missing = "mean", categorical = ["word"] }
        model.loss = "logistic"
        optimizer { rule = "adam", learningRate = 0.01 }
        training { batchSize = 100, epochs = 1 }
        output { directory = "%s" }
        """
            .formatted(format, table(format), runs));
  }

  private static List<String> predictions(Path of) {
    List<String> rows =
        LocalSpark.session().read().parquet(of.toString()).sort("long").toJSON().collectAsList();
    LocalSpark.stop();
    return rows;
  }

  private static String[] predict(JsonNode trained, String format, Path output) {
    return new String[] {
      "predict",
      "--master",
      "local[2]",
      "--model",
      trained.path("model").asText(),
      "--data",
      table(format).toString(),
      "--output",
      output.toString()
    };
  }

  @ParameterizedTest
  @CsvSource({
    "4.0.5, parquet",
    "4.0.5, orc",
    "4.1.4, parquet",
    "4.2.1, parquet",
    "4.3.0, parquet",
    "4.3.0, orc"
  })
  void columnsHaveTheSameBitsAndPredictions(String version, String format) throws Exception {
    String name = version + "-" + format;
    JsonNode here =
        Digits.summary(
            CommandRun.of(
                Digits.train(
                    configuration(format, directory.resolve(name + "-here")),
                    "--master",
                    "local[2]")));
    TestDistribution spark = SparkDistribution.of(version, directory);
    JsonNode there =
        Digits.summary(
            spark.submit("local[2]", Digits.train(configuration(format, directory.resolve(name)))));
    assertEquals(version, there.path("sparkVersion").asText());
    Digits.assertSame(here, there);

    Path expected = directory.resolve(name + "-expected");
    CommandRun predicted = CommandRun.of(predict(here, format, expected));
    assertEquals(0, predicted.exit(), predicted.err());
    Path found = directory.resolve(name + "-found");
    predicted = spark.submit("local[2]", predict(there, format, found));
    assertEquals(0, predicted.exit(), predicted.err());
    assertEquals(predictions(expected), predictions(found));
  }
}
