package io.fallline.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fallline.testing.LocalSpark;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * docs/sources.md with the packages that it names: the same table from each source is the same
 * model, after {@code init} and {@code train}.
 */
@Tag("packages")
class SourcesWithPackages {
  private static final Map<String, String> SETTINGS =
      Map.of(
          "spark.sql.extensions", "io.delta.sql.DeltaSparkSessionExtension",
          "spark.sql.catalog.spark_catalog", "org.apache.spark.sql.delta.catalog.DeltaCatalog",
          "spark.sql.catalog.lake", "org.apache.iceberg.spark.SparkCatalog",
          "spark.sql.catalog.lake.type", "hadoop");

  @TempDir private static Path directory;
  private static String url;

  @BeforeAll
  static void writeTheTables() {
    LocalSpark.stop();
    SETTINGS.forEach(System::setProperty);
    System.setProperty("spark.sql.catalog.lake.warehouse", directory.resolve("lake").toString());
    url = "jdbc:h2:" + directory.resolve("h2");
    SparkSession spark =
        SparkSession.builder().master("local[2]").config("spark.ui.enabled", "false").getOrCreate();
    Dataset<Row> rows =
        spark
            .range(300)
            .selectExpr(
                "id / 7.0D as x",
                "if(id = 17, null, id % 5 / 2.0D) as z",
                "elt(1 + id % 3, 'red', 'green', 'blue') as colour",
                "if(id * 7919 % 300 < 120, 'bad', 'good') as quality");
    rows.write().parquet(path("rows.parquet"));
    rows.write().format("avro").save(path("rows.avro"));
    rows.write().format("delta").save(path("rows.delta"));
    spark.sql("create namespace lake.db");
    rows.writeTo("lake.db.rows").createOrReplace();
    rows.write().jdbc(url, "rows", new Properties());
    spark.stop();
  }

  @AfterAll
  static void forget() {
    SETTINGS.keySet().forEach(System::clearProperty);
    System.clearProperty("spark.sql.catalog.lake.warehouse");
  }

  private static String path(String name) {
    return directory.resolve(name).toString();
  }

  @Test
  void theSameTableIsTheSameModelFromEachSource() throws IOException {
    JsonNode expected = trained("rows.parquet");
    assertEquals(digests(expected), digests(trained("rows.avro")));
    assertEquals(digests(expected), digests(trained("rows.delta")));
    assertEquals(digests(expected), digests(trained("lake.db.rows", "--format", "table")));
    assertEquals(
        digests(expected),
        digests(trained("rows", "--format", "jdbc", "--set", "data.options.url=" + url)));
  }

  @Test
  void aBadValueOfADatabaseIsTold() throws IOException {
    Path configuration = directory.resolve("bad.conf");
    Files.writeString(
        configuration,
        """
        data { format = jdbc, train = rows, label = quality, options { url = "%s" } }
        model.loss = logistic
        """
            .formatted(url));
    CommandRun run = CommandRun.of("check", "--config", configuration.toString());
    assertEquals(65, run.exit(), run.err());
    assertTrue(
        run.err()
            .startsWith(
                "fallline: rows: 2 columns cannot be used as they are: \"z\" is empty in a row (1 of 300 rows);"
                    + " \"colour\" is of type text (3 different); set data.categorical = [\"colour\"], data.missing ="
                    + " \"mean\""),
        run.err());
  }

  private static String digests(JsonNode summary) {
    return summary.path("dataSha256").asText() + " " + summary.path("parametersSha256").asText();
  }

  private static JsonNode trained(String data, String... how) throws IOException {
    Path configuration = directory.resolve(data + ".conf");
    boolean file = how.length == 0;
    List<String> init =
        new ArrayList<>(List.of("init", "--data", file ? path(data) : data, "--label", "quality"));
    init.addAll(List.of("--output", configuration.toString(), "--master", "local[2]"));
    init.addAll(List.of(how));
    CommandRun written = CommandRun.of(init.toArray(String[]::new));
    assertEquals(0, written.exit(), written.err());
    CommandRun run =
        CommandRun.of(
            "train",
            "--config",
            configuration.toString(),
            "--set",
            "output.directory=" + path("runs"),
            "--master",
            "local[2]",
            "--quiet",
            "--json");
    assertEquals(0, run.exit(), run.err());
    return new ObjectMapper().readTree(run.out());
  }
}
