package io.fallline.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fallline.cli.JobCommand.Terminal;
import io.fallline.configuration.ConfigurationFile;
import io.fallline.configuration.JobConfiguration;
import io.fallline.job.TerminationRequest;
import io.fallline.job.training.JitWarmUp;
import io.fallline.job.training.Train;
import io.fallline.mlflow.Exchange;
import io.fallline.mlflow.RecordedServer;
import io.fallline.testing.LocalSpark;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What an MLflow server is told of a training, and that it changes none. */
@Timeout(300)
class MlflowObserverTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String NOWHERE = "http://127.0.0.1:1";

  @TempDir private Path directory;

  @BeforeEach
  void start() {
    LocalSpark.session();
  }

  @Test
  void aTrainingIsToldOfAsItsRunDirectoryHasIt() throws Exception {
    try (RecordedServer server = new RecordedServer()) {
      Ran run = train(server.address());
      assertEquals(0, run.exit(), run.err());
      assertFalse(run.err().contains("warning"), run.err());

      Map<String, String> settings = words(server, "params");
      assertEquals("auto", settings.get("optimizer.learningRate"));
      assertEquals("softmax", settings.get("model.loss"));
      assertFalse(settings.containsKey("training.clipNorm"), "null");
      assertFalse(settings.keySet().stream().anyMatch(key -> key.startsWith("retrain.")));

      JsonNode summary = summary();
      assertEquals(recorded("loss"), told(server, "loss"));
      assertEquals(recorded("samplesPerSecond"), told(server, "samplesPerSecond"));
      assertEquals(2, told(server, "validation/accuracy").size());
      assertEquals(
          summary.at("/metrics/test/accuracy").asDouble(),
          told(server, "final/test/accuracy").values().iterator().next());
      assertEquals(
          summary.get("parametersSha256").asText(),
          words(server, "tags").get("fallline.parametersSha256"));
      List<String> files =
          server.seen("artifacts").stream()
              .map(put -> put.path().replaceFirst(".*/artifacts/", ""))
              .toList();
      assertTrue(
          files.containsAll(List.of("summary.json", "resolved.conf", "model/model.safetensors")),
          files::toString);
      assertEquals("FINISHED", status(server));
      assertEquals(
          "/api/2.0/mlflow/experiments/get-by-name?experiment_name=iris",
          server.seen().get(0).path());
    }
  }

  @Test
  void aServerThatIsNotThereChangesNothing() throws Exception {
    Ran alone = train(null);
    assertEquals(0, alone.exit(), alone.err());
    JsonNode expected = summary();
    deleteRuns();
    Ran run = train(NOWHERE);
    assertEquals(0, run.exit(), run.err());
    assertEquals(expected.get("parametersSha256"), summary().get("parametersSha256"));
    List<String> warnings = run.err().lines().filter(line -> line.contains("warning")).toList();
    assertEquals(
        List.of(
            "warning: MLflow at "
                + NOWHERE
                + " cannot be reached; training goes on, and it is asked again",
            "warning: MLflow at "
                + NOWHERE
                + " cannot be reached; the run is not tracked to its end"),
        warnings);
  }

  @Test
  void noStepWaitsForAServer() throws Exception {
    try (RecordedServer server =
        new RecordedServer(
            request -> {
              while (summaries().isEmpty()) {
                Thread.onSpinWait();
              }
              return null;
            })) {
      Ran run = train(server.address());
      assertEquals(0, run.exit(), run.err());
      assertEquals(recorded("loss"), told(server, "loss"));
    }
  }

  @Test
  void aTrainingThatFailsIsToldOfAsFailed() throws Exception {
    try (RecordedServer server = new RecordedServer()) {
      Ran run = train(server.address(), "data.label=species");
      assertEquals(65, run.exit(), run.err());
      assertEquals("FAILED", status(server));
      assertEquals(run.err().strip(), "fallline: " + words(server, "tags").get("fallline.failure"));
    }
  }

  @Test
  void aTrainingThatASignalEndsIsToldOfAsKilled() throws Exception {
    try (RecordedServer server = new RecordedServer()) {
      JobConfiguration job = ConfigurationFile.load(configuration(server.address()), List.of());
      PrintStream nowhere =
          new PrintStream(PrintStream.nullOutputStream(), true, StandardCharsets.UTF_8);
      try (JitWarmUp warmUp = JitWarmUp.begin(job)) {
        Train.run(LocalSpark.session(), job, new Terminal(nowhere, true), warmUp, new Signalled());
      } catch (RuntimeException ended) {
        assertTrue(ended.getMessage().startsWith("ended by a signal"), ended::getMessage);
      }
      assertEquals("KILLED", status(server));
    }
  }

  /** Somebody wants every training to end. */
  private static final class Signalled implements TerminationRequest {
    @Override
    public void trainingBegins() {}

    @Override
    public boolean isAsked() {
      return true;
    }

    @Override
    public void trainingEnds() {}
  }

  @Test
  void secretsStayHere() throws Exception {
    try (RecordedServer server = new RecordedServer()) {
      Ran run =
          train(
              server.address().replace("//", "//me:hush@"),
              "data.options.password=hush",
              "checkpoint.directory=file:///" + directory.resolve("checkpoints"));
      assertEquals(0, run.exit(), run.err());
      assertEquals("Basic bWU6aHVzaA==", server.seen().get(0).authorization());
      for (Exchange request : server.seen()) {
        assertFalse((request.path() + request.request()).contains("hush"), request::toString);
      }
      assertEquals("***", words(server, "params").get("data.options.password"));
      assertFalse((run.out() + run.err()).contains("hush"), run.err());
    }
    Ran unreachable = train(NOWHERE.replace("//", "//me:hush@"));
    assertFalse((unreachable.out() + unreachable.err()).contains("hush"), unreachable.err());
  }

  @Test
  void checkSaysWhetherTheServerAnswers() throws Exception {
    try (RecordedServer server = new RecordedServer()) {
      Ran run = Ran.command("check", "--config", configuration(server.address()).toString());
      assertEquals(0, run.exit(), run.err());
      assertTrue(run.out().contains("mlflow: " + server.address() + " answers\n"), run.out());
      assertEquals(1, server.seen().size());
    }
    Ran run = Ran.command("check", "--config", configuration(NOWHERE).toString());
    assertEquals(0, run.exit(), run.err());
    String warning = "warning: MLflow at " + NOWHERE + " cannot be reached; training would go on";
    assertTrue(run.out().contains(warning), run.out());
  }

  @Test
  void whatIsNoAddressIsAWrongConfiguration() throws Exception {
    Ran run = train("mlflow:5000");
    assertEquals(78, run.exit(), run.err());
    assertTrue(
        run.err()
            .contains(
                "output.mlflow.tracking is \"mlflow:5000\", expected the address of a tracking server, such as http://mlflow:5000"),
        run.err());
  }

  private Ran train(String address, String... settings) throws IOException {
    List<String> arguments =
        new ArrayList<>(List.of("train", "--config", configuration(address).toString()));
    for (String setting : settings) {
      arguments.addAll(List.of("--set", setting));
    }
    return Ran.command(arguments.toArray(String[]::new));
  }

  private Path configuration(String address) throws IOException {
    return Files.writeString(
        directory.resolve("iris.conf"),
        """
        name = iris
        data { train = "sample-data/iris.csv", validation = 0.2, test = 0.2 }
        model.loss = softmax
        training { epochs = 2, batchSize = 16 }
        output { directory = "%s", mlflow.tracking = %s }
        """
            .formatted(directory.resolve("runs"), address == null ? null : '"' + address + '"'));
  }

  private List<Path> summaries() throws IOException {
    if (!Files.isDirectory(directory.resolve("runs"))) {
      return List.of();
    }
    try (Stream<Path> files = Files.walk(directory.resolve("runs"))) {
      return files.filter(file -> file.getFileName().toString().equals("summary.json")).toList();
    }
  }

  private void deleteRuns() throws IOException {
    Files.move(directory.resolve("runs"), directory.resolve("earlier"));
  }

  private JsonNode summary() throws IOException {
    return JSON.readTree(Files.readAllBytes(summaries().get(0)));
  }

  /** By step, from history.jsonl. */
  private Map<Long, Double> recorded(String metric) throws IOException {
    Map<Long, Double> values = new TreeMap<>();
    for (String line : Files.readAllLines(summaries().get(0).resolveSibling("history.jsonl"))) {
      JsonNode read = JSON.readTree(line);
      if (read.has(metric)) {
        values.put(read.get("step").asLong(), read.get(metric).asDouble());
      }
    }
    return values;
  }

  private static Map<Long, Double> told(RecordedServer server, String metric) {
    Map<Long, Double> values = new TreeMap<>();
    for (Exchange batch : server.seen("runs/log-batch")) {
      for (JsonNode value : batch.json().path("metrics")) {
        if (value.get("key").asText().equals(metric)) {
          values.put(value.get("step").asLong(), value.get("value").asDouble());
        }
      }
    }
    return values;
  }

  private static Map<String, String> words(RecordedServer server, String kind) {
    Map<String, String> words = new TreeMap<>();
    for (Exchange batch : server.seen("runs/log-batch")) {
      for (JsonNode word : batch.json().path(kind)) {
        words.put(word.get("key").asText(), word.get("value").asText());
      }
    }
    return words;
  }

  private static String status(RecordedServer server) {
    return server.seen("runs/update").get(0).json().get("status").asText();
  }
}
