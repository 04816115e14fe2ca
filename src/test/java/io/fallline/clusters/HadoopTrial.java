package io.fallline.clusters;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fallline.cli.CommandRun;
import io.fallline.testing.StandaloneCluster;
import io.fallline.testing.TestDistribution;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A whole distribution of Spark on HDFS and YARN: rows, checkpoints and models are on HDFS. */
@Tag("cluster")
class HadoopTrial {
  private static final int BAD_DATA = 65;
  private static final int GATE = 20;

  @TempDir static java.nio.file.Path directory;

  private static JsonNode expected;
  private static HadoopCluster hadoop;
  private static TestDistribution spark;

  @BeforeAll
  static void start() throws Exception {
    expected = Digits.onTwoThreads(directory);
    hadoop = HadoopCluster.yarn(directory);
    hadoop.files().copyFromLocalFile(new Path(Digits.ROWS.toUri()), new Path("/data/digits.csv"));
    TestDistribution distribution = SparkDistribution.of(SparkDistribution.USUAL, directory);
    spark =
        distribution
            .withVariable("HADOOP_CONF_DIR", hadoop.configurationDirectory().toString())
            .withWords("--num-executors 2")
            // else each submission uploads half a gigabyte
            .with("spark.yarn.jars=local:" + distribution.sparkHome().resolve("jars/*"));
  }

  @AfterAll
  static void stop() throws IOException {
    hadoop.close();
  }

  @Test
  void aStandaloneClusterTrainsOnHdfs() throws Exception {
    try (StandaloneCluster cluster = StandaloneCluster.start(spark, 2, directory)) {
      CommandRun run = spark.submit(cluster.url(), Digits.train(configuration("standalone")));
      assertTrained("standalone", Digits.summary(run));
    }
  }

  @Test
  void aDriverOfTheCallerTrainsOnYarn() throws Exception {
    CommandRun run = spark.submit("yarn", Digits.train(configuration("client")));
    assertTrained("client", Digits.summary(run));
  }

  @Test
  void aSparkWithoutScriptsTrainsOnYarn() throws Exception {
    java.nio.file.Path home = Files.createDirectories(directory.resolve("jars-alone"));
    Files.createSymbolicLink(home.resolve("jars"), spark.sparkHome().resolve("jars"));
    CommandRun run = spark.on(home).submit("yarn", Digits.train(configuration("jars-alone")));
    assertTrained("jars-alone", Digits.summary(run));
  }

  @Test
  void aDriverInAContainerTrainsOnYarn() throws Exception {
    java.nio.file.Path metrics = Files.createDirectories(directory.resolve("metrics"));
    CommandRun run =
        spark
            .withWords("--deploy-mode cluster")
            .with(
                "spark.metrics.conf.driver.sink.csv.class=org.apache.spark.metrics.sink.CsvSink",
                "spark.metrics.conf.driver.sink.csv.directory=" + metrics)
            .submit("yarn", Digits.train(configuration("cluster")));
    assertEquals(0, run.exit(), run.err());
    assertTrained("cluster", summary("cluster"));
    try (Stream<java.nio.file.Path> files = Files.list(metrics)) {
      assertTrue(files.anyMatch(file -> file.toString().endsWith(".digits.loss.csv")));
    }
  }

  @Test
  void aCommandThatFailsInAContainerTellsItsCaller() throws Exception {
    CommandRun run =
        spark
            .withWords("--deploy-mode cluster")
            .submit(
                "yarn",
                Digits.train(configuration("failing"), "--set", "data.train=/data/none.csv"));
    assertEquals(BAD_DATA, run.exit(), run.err());
    assertEquals(
        "fallline: /data/none.csv: there is no such file or directory",
        run.err().strip().lines().reduce((first, second) -> second).orElse(""));
  }

  @Test
  void nightsOnEveryKindOfClusterPublishTheSameVersionsToARegistryOnHdfs() throws Exception {
    TestDistribution yarn = spark.withWords("--deploy-mode cluster");
    java.nio.file.Path here = retraining("nights-here");
    java.nio.file.Path there = retraining("nights-there");
    List<String> expectedBits = new ArrayList<>();
    for (String night : List.of("1", "2", "3")) {
      CommandRun run = CommandRun.of(retrain(here, night, "--master", "local[2]"));
      assertEquals(night.equals("3") ? GATE : 0, run.exit(), run.err());
      expectedBits.add(version(run));
    }
    List<String> bits = new ArrayList<>();
    try (StandaloneCluster cluster = StandaloneCluster.start(spark, 2, directory)) {
      bits.add(version(spark.submit(cluster.url(), retrain(there, "1"))));
    }
    bits.add(version(spark.submit("yarn", retrain(there, "2"))));
    CommandRun failing = yarn.submit("yarn", retrain(there, "3"));
    assertEquals(GATE, failing.exit(), failing.err());
    CommandRun again = yarn.submit("yarn", retrain(there, "3"));
    assertEquals(0, again.exit(), again.err());

    JsonNode registry =
        Digits.summary(
            CommandRun.of("models", "show", "--registry", registry("nights-there"), "--json"));
    assertEquals(2, registry.path("champion").asInt());
    bits.add(registry.at("/versions/2/parametersSha256").asText());
    assertEquals(expectedBits, bits);
    assertEquals(
        0, CommandRun.of("models", "verify", "--registry", registry("nights-there")).exit());
  }

  /** The third night cannot pass. */
  private static String[] retrain(java.nio.file.Path configuration, String night, String... more) {
    return Stream.concat(
            Stream.of(
                "retrain",
                "--config",
                configuration.toString(),
                "--json",
                "--quiet",
                "--set",
                "retrain.runKey=night-" + night,
                "--set",
                "retrain.gate.minGain=" + (night.equals("3") ? "1000" : "-1000")),
            Stream.of(more))
        .toArray(String[]::new);
  }

  private static String version(CommandRun run) throws IOException {
    return new ObjectMapper().readTree(run.out()).at("/training/parametersSha256").asText();
  }

  private static java.nio.file.Path retraining(String name) throws IOException {
    java.nio.file.Path configuration = configuration(name);
    return Files.writeString(
        configuration,
        Files.readString(configuration)
            + "retrain { registry = \"%s\", warmOptimizer = true }\n".formatted(registry(name)));
  }

  private static String registry(String name) {
    return hadoop.url() + "/" + name + "/registry";
  }

  private static java.nio.file.Path configuration(String name) throws IOException {
    return Digits.configuration(
        directory.resolve(name + ".conf"),
        hadoop.url() + "/data/digits.csv",
        hadoop.url() + "/" + name);
  }

  /** To the same bits on executors, with what it leaves on HDFS. */
  private static void assertTrained(String name, JsonNode summary) throws IOException {
    Digits.assertSame(expected, summary);
    assertEquals("resident", summary.path("engine").asText());
    assertTrue(summary.path("model").asText().startsWith(hadoop.url() + "/" + name + "/runs/"));
    assertTrue(hadoop.files().exists(new Path(summary.path("model").asText(), "manifest.json")));
    assertTrue(hadoop.files().listStatus(new Path("/" + name + "/checkpoints")).length > 0);
  }

  /** As a run has left it. */
  private static JsonNode summary(String name) throws IOException {
    FileStatus[] files =
        hadoop.files().globStatus(new Path("/" + name + "/runs/digits/*/summary.json"));
    assertEquals(1, files.length);
    try (var in = hadoop.files().open(files[0].getPath())) {
      return new ObjectMapper().readTree(in);
    }
  }
}
