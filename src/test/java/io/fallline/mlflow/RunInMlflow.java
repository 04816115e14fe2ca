package io.fallline.mlflow;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fallline.cli.CommandRun;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What MLflow itself makes of what it is told: {@code mvn test -Dtests=mlflow}. */
@Tag("mlflow")
class RunInMlflow {
  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir private static Path directory;
  private static RealServer server;

  @BeforeAll
  static void start() throws Exception {
    server = RealServer.start(directory);
  }

  @AfterAll
  static void stop() throws Exception {
    server.stop();
  }

  /** Leaves the exchanges under target/, from where they go to the tests' resources. */
  @Test
  void theRecordedExchangesAreThoseThatMlflowHas() throws Exception {
    try (RecordingProxy proxy = new RecordingProxy(server.address())) {
      List<String> warnings =
          SampleRun.tell(MlflowAddress.of(proxy.address(), Map.of()), RetryPolicy.DEFAULT);
      Files.write(Path.of("target/mlflow-exchanges.json"), Exchange.written(proxy.exchanges()));
      assertEquals(List.of(), warnings);
      Map<String, Integer> now = statuses(proxy.exchanges());
      assertEquals(statuses(Exchange.recorded()), now);
    }
    JsonNode run = newest(SampleRun.EXPERIMENT);
    assertEquals(SampleRun.NAME, run.at("/info/run_name").asText());
    assertEquals("FINISHED", run.at("/info/status").asText());
    assertEquals(SampleRun.SETTINGS, run.at("/data/params").size());
    Map<String, String> metrics = words(run.at("/data/metrics"));
    assertEquals("0.2", metrics.get("loss"));
    assertEquals("0.75", metrics.get("final/test/accuracy"));
    assertEquals("epochs", words(run.at("/data/tags")).get("fallline.stopReason"));
    assertEquals(5, history(run, "loss").size());
    assertEquals("é", file(run, "model/a%20file.txt"));
  }

  @Test
  void mlflowShowsATrainingAsItsRunDirectoryHasIt() throws Exception {
    CommandRun trained = train("training.epochs=3");
    assertEquals(0, trained.exit(), trained.err());
    JsonNode run = newest("flowers");
    assertEquals("FINISHED", run.at("/info/status").asText());
    Map<String, String> settings = words(run.at("/data/params"));
    assertEquals("16", settings.get("training.batchSize"));
    assertEquals("softmax", settings.get("model.loss"));
    Path runs = onlyRun();
    List<Double> losses = new ArrayList<>();
    for (String line : Files.readAllLines(runs.resolve("history.jsonl"))) {
      JsonNode read = JSON.readTree(line);
      if (read.has("loss")) {
        losses.add(read.get("loss").asDouble());
      }
    }
    assertEquals(losses, history(run, "loss"));
    JsonNode summary = JSON.readTree(Files.readAllBytes(runs.resolve("summary.json")));
    assertEquals(
        summary.at("/metrics/test/accuracy").asDouble(),
        Double.parseDouble(words(run.at("/data/metrics")).get("final/test/accuracy")));
    assertEquals(3, history(run, "validation/loss").size());
    try (Stream<Path> files = Files.walk(runs)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        if (!file.getFileName().toString().startsWith(".")) {
          String path = runs.relativize(file).toString();
          assertArrayEquals(Files.readAllBytes(file), Files.readAllBytes(stored(run, path)), path);
        }
      }
    }
  }

  @Test
  void mlflowShowsThatATrainingHasFailed() throws Exception {
    CommandRun failed = train("data.label=species");
    assertEquals(65, failed.exit(), failed.err());
    JsonNode run = newest("flowers");
    assertEquals("FAILED", run.at("/info/status").asText());
    String told = words(run.at("/data/tags")).get("fallline.failure");
    assertEquals(failed.err().strip(), "fallline: " + told);
  }

  private static CommandRun train(String setting) throws IOException {
    Path configuration =
        Files.writeString(
            directory.resolve("iris.conf"),
            """
            name = iris
            data { train = "sample-data/iris.csv", validation = 0.2, test = 0.2 }
            model.loss = softmax
            training { epochs = 2, batchSize = 16 }
            output { directory = "%s", mlflow { tracking = "%s", experiment = flowers } }
            """
                .formatted(directory.resolve("runs"), server.address()));
    return CommandRun.of(
        "train", "--config", configuration.toString(), "--quiet", "--set", setting);
  }

  /** The run directory that has a summary. */
  private static Path onlyRun() throws IOException {
    try (Stream<Path> runs = Files.list(directory.resolve("runs/iris"))) {
      return runs.filter(run -> Files.exists(run.resolve("summary.json")))
          .findFirst()
          .orElseThrow();
    }
  }

  private static Map<String, Integer> statuses(List<Exchange> exchanges) {
    Map<String, Integer> statuses = new TreeMap<>();
    exchanges.forEach(each -> statuses.put(each.method() + " " + each.endpoint(), each.status()));
    return statuses;
  }

  private static JsonNode newest(String experiment) throws Exception {
    String name = URLEncoder.encode(experiment, StandardCharsets.UTF_8);
    JsonNode found =
        json(server.get("/api/2.0/mlflow/experiments/get-by-name?experiment_name=" + name).body());
    String id = found.at("/experiment/experiment_id").asText();
    return json(server
            .post(
                "/api/2.0/mlflow/runs/search",
                "{\"experiment_ids\": [\"" + id + "\"], \"order_by\": [\"start_time DESC\"]}")
            .body())
        .at("/runs/0");
  }

  private static Map<String, String> words(JsonNode keysAndValues) {
    Map<String, String> words = new TreeMap<>();
    keysAndValues.forEach(each -> words.put(each.get("key").asText(), each.get("value").asText()));
    return words;
  }

  private static List<Double> history(JsonNode run, String metric) throws Exception {
    List<Double> values = new ArrayList<>();
    json(server
            .get(
                "/api/2.0/mlflow/metrics/get-history?run_id="
                    + run.at("/info/run_id").asText()
                    + "&metric_key="
                    + metric)
            .body())
        .get("metrics")
        .forEach(value -> values.add(value.get("value").asDouble()));
    return values;
  }

  private static String file(JsonNode run, String path) throws Exception {
    return server
        .get("/get-artifact?path=" + path + "&run_uuid=" + run.at("/info/run_id").asText())
        .body();
  }

  /** Where this server keeps a file. */
  private static Path stored(JsonNode run, String path) {
    String place = run.at("/info/artifact_uri").asText().replaceFirst("^mlflow-artifacts:/*", "");
    return directory.resolve("files").resolve(place).resolve(path);
  }

  private static JsonNode json(String text) throws IOException {
    return JSON.readTree(text);
  }
}
