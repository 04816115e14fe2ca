package io.fallline.job.tuning;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fallline.configuration.ConfigurationFile;
import io.fallline.configuration.Variations;
import io.fallline.core.failure.Failure;
import io.fallline.job.CommandResult;
import io.fallline.job.SilentConsole;
import io.fallline.job.TerminationRequest;
import io.fallline.job.training.JitWarmUp;
import io.fallline.job.training.Train;
import io.fallline.testing.LocalSpark;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerJobStart;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RunComparisonTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** At a vast rate the penalty's gradient throws weights further out at every step. */
  private static final List<String> DIVERGING =
      List.of("optimizer.rule=sgd", "regularization.l2=0.01");

  @TempDir private Path directory;
  private Path configuration;
  private Path runs;

  @BeforeEach
  void writeConfiguration() throws IOException {
    runs = directory.resolve("runs");
    configuration =
        Files.writeString(
            directory.resolve("job.conf"),
            """
            name = "cancer"
            data { train = "%s", validation = 0.2 }
            model { loss = "logistic" }
            optimizer { rule = "adam", learningRate = 0.01 }
            training { batchSize = 32, epochs = 3 }
            output.directory = "%s"
            """
                .formatted(Path.of("sample-data", "breast-cancer.csv").toAbsolutePath(), runs));
  }

  @ParameterizedTest
  @ValueSource(strings = {"local", "jobs", "resident"})
  void everyRunHasTheBitsOfATrainingWithItsSettingsAlone(String engine) throws IOException {
    List<String> settings = List.of("training.engine=" + engine);
    JsonNode compared =
        compare(
            settings,
            "optimizer.learningRate=0.001,0.1",
            "training.batchSize=32,full",
            "model.layers=[],[8]");
    assertEquals(8, compared.get("runs").size());
    for (JsonNode run : compared.get("runs")) {
      List<String> alone = new ArrayList<>(settings);
      run.get("values")
          .properties()
          .forEach(value -> alone.add(value.getKey() + "=" + value.getValue().asText()));
      JsonNode trained = train(configuration, alone);
      assertEquals(trained.get("parametersSha256"), run.get("parametersSha256"), run.toString());
      assertEquals(trained.get("dataSha256"), run.get("dataSha256"));
      assertEquals(trained.at("/loss/validation"), run.get("score"));
    }
  }

  @Test
  void theWinnersConfigurationTrainsTheWinnerAgain() throws IOException {
    JsonNode compared =
        compare(List.of(), "optimizer={rule=sgd,learningRate=0.1},{rule=momentum,momentum=0.8}");
    JsonNode best = compared.get("runs").get(0);
    assertEquals(best.get("run"), compared.at("/winner/run"));
    JsonNode again = train(Path.of(compared.at("/winner/configuration").asText()), List.of());
    assertEquals(best.get("parametersSha256"), again.get("parametersSha256"));
  }

  @Test
  void runsAreDirectoriesAsTrainLeavesThemBesideTheComparison() throws IOException {
    JsonNode compared = compare(List.of(), "training.seed=1,2");
    for (JsonNode run : compared.get("runs")) {
      Path path = Path.of(run.get("run").asText());
      assertEquals(runs.resolve("cancer"), path.getParent());
      for (String file :
          List.of("model", "summary.json", "history.jsonl", "report.html", "resolved.conf")) {
        assertTrue(Files.exists(path.resolve(file)), file);
      }
    }
    Path comparison = Path.of(compared.get("comparison").asText());
    assertTrue(comparison.getFileName().toString().startsWith("compare-"), comparison.toString());
    assertEquals(
        List.of("compare.html", "compare.svg", "comparison.json", "winner.conf"),
        names(comparison));
    assertEquals(compared, JSON.readTree(comparison.resolve("comparison.json").toFile()));
  }

  @Test
  void rowsAreReadOnceHoweverManyRunsThereAre() {
    assertEquals(jobs("training.seed=1"), jobs("training.seed=1,2,3,4,5"));
  }

  @Test
  void theBestComesFirst() throws IOException {
    JsonNode runs = compare(List.of(), "optimizer.learningRate=0.0001,0.1,0.01").get("runs");
    List<String> rates = new ArrayList<>();
    double last = Double.NEGATIVE_INFINITY;
    for (JsonNode run : runs) {
      rates.add(run.at("/values/optimizer.learningRate").asText());
      assertTrue(run.get("score").asDouble() >= last, runs.toString());
      last = run.get("score").asDouble();
    }
    assertEquals("0.0001", rates.get(2));
  }

  @Test
  void whatEarlyStoppingWatchesRanks() throws IOException {
    JsonNode compared =
        compare(
            List.of("training.earlyStopping.metric=auc"),
            "training.seed=1,2",
            "model.layers=[4],[8]");
    assertEquals("auc", compared.at("/rankedBy/score").asText());
    assertTrue(compared.at("/rankedBy/higherIsBetter").asBoolean());
    double last = Double.POSITIVE_INFINITY;
    for (JsonNode run : compared.get("runs")) {
      assertEquals(run.at("/metrics/validation/auc"), run.get("score"));
      assertTrue(run.get("score").asDouble() <= last, compared.toString());
      last = run.get("score").asDouble();
    }
  }

  @Test
  void lossesThatAreNotTheSameAreRankedByAccuracy() throws IOException {
    JsonNode compared = compare(List.of(), "model.loss=logistic,hinge,squaredHinge");
    assertEquals("accuracy", compared.at("/rankedBy/score").asText());
    assertEquals(3, compared.get("runs").size());
  }

  @Test
  void withoutValidationRowsTheTrainingLossRanksWithAWarning() throws IOException {
    JsonNode compared = compare(List.of("data.validation=0"), "training.seed=1,2");
    assertEquals("training", compared.at("/rankedBy/part").asText());
    assertTrue(compared.get("warnings").get(0).asText().contains("data.validation"));
    Failure failure =
        assertThrows(
            Failure.class,
            () -> compare(List.of("data.validation=0"), "model.loss=logistic,hinge"));
    assertEquals(Failure.Kind.CONFIGURATION, failure.kind());
  }

  @Test
  void aRunThatDivergesIsALineAndTheOthersGoOn() throws IOException {
    JsonNode compared = compare(DIVERGING, "optimizer.learningRate=1e30,0.1", "training.seed=1,2");
    JsonNode last = compared.get("runs").get(3);
    assertTrue(last.get("failure").asText().startsWith("step "), last.toString());
    assertTrue(last.get("rank").isNull());
    assertEquals("0.1", compared.get("runs").get(1).at("/values/optimizer.learningRate").asText());
    assertTrue(
        Files.readString(Path.of(last.get("run").asText(), "report.html")).contains("stopped"));
  }

  @Test
  void whereAllDivergeItIs70AndTheTableIsThere() throws IOException {
    Failure failure =
        assertThrows(Failure.class, () -> compare(DIVERGING, "optimizer.learningRate=1e30,1e31"));
    assertEquals(Failure.Kind.TRAINING, failure.kind());
    assertTrue(
        failure.getMessage().startsWith("none of 2 runs has a validation loss: "),
        failure.getMessage());
    Path comparison = comparison();
    assertEquals(List.of("compare.html", "compare.svg", "comparison.json"), names(comparison));
    assertNull(
        JSON.readTree(comparison.resolve("comparison.json").toFile()).get("winner").textValue());
  }

  @Test
  void whatCannotBeTrainedIsRefusedBeforeTheFirstRun() throws IOException {
    Failure failure =
        assertThrows(
            Failure.class,
            () -> compare(List.of(), "model.layers=[8],[200000000]", "training.seed=1,2"));
    assertEquals(Failure.Kind.CONFIGURATION, failure.kind(), failure.getMessage());
    assertTrue(failure.getMessage().startsWith("model.layers=[200000000] "), failure.getMessage());
    assertEquals(List.of(comparison().getFileName().toString()), names(runs.resolve("cancer")));
  }

  @Test
  void whatIsDoneIsThereWhenASignalEndsIt() throws IOException {
    TerminationRequest afterSteps =
        new TerminationRequest() {
          private int asked;

          @Override
          public void trainingBegins() {}

          @Override
          public boolean isAsked() {
            return ++asked > 70; // the first run has 45 steps
          }

          @Override
          public void trainingEnds() {}
        };
    Failure failure =
        assertThrows(Failure.class, () -> compare(afterSteps, List.of(), "training.seed=1,2,3"));
    assertEquals(Failure.Kind.TRY_LATER, failure.kind());
    Path comparison = comparison();
    assertEquals("ended by a signal; 1 of 3 runs were done: " + comparison, failure.getMessage());
    JsonNode json = JSON.readTree(comparison.resolve("comparison.json").toFile());
    assertEquals(1, json.get("runs").size());
    assertEquals(3, json.get("planned").asInt());
    assertTrue(Files.exists(comparison.resolve("winner.conf")));
    assertTrue(Files.readString(comparison.resolve("compare.html")).contains("2 of 3 runs"));
  }

  @Test
  void checkpointsAreLeftAlone() throws IOException {
    Path checkpoints = directory.resolve("checkpoints");
    JsonNode compared =
        compare(List.of("checkpoint.directory=" + checkpoints), "training.seed=1,2");
    assertFalse(Files.exists(checkpoints));
    assertTrue(compared.get("warnings").get(0).asText().startsWith("checkpoint.directory"));
    Path winner = Path.of(compared.at("/winner/configuration").asText());
    assertTrue(Files.readString(winner).contains(checkpoints.toString()));
  }

  @Test
  void enginesCanBeComparedToo() throws IOException {
    JsonNode runs = compare(List.of(), "training.engine=local,jobs,resident").get("runs");
    assertEquals(runs.get(0).get("parametersSha256"), runs.get(1).get("parametersSha256"));
    assertEquals(runs.get(0).get("parametersSha256"), runs.get(2).get("parametersSha256"));
    // who ties stays in the order of the grid
    assertEquals("local", runs.get(0).at("/values/training.engine").asText());
    assertEquals("resident", runs.get(2).at("/values/training.engine").asText());
  }

  /** How many jobs of Spark a comparison takes. */
  private int jobs(String varied) {
    List<Integer> started = new ArrayList<>();
    SparkListener listener =
        new SparkListener() {
          @Override
          public void onJobStart(SparkListenerJobStart job) {
            started.add(job.jobId());
          }
        };
    var context = LocalSpark.session().sparkContext();
    context.addSparkListener(listener);
    try {
      compare(List.of("training.engine=local"), varied);
      context.listenerBus().waitUntilEmpty();
    } catch (IOException | java.util.concurrent.TimeoutException e) {
      throw new AssertionError(e);
    } finally {
      context.removeSparkListener(listener);
    }
    return started.size();
  }

  private JsonNode compare(List<String> settings, String... varied) throws IOException {
    return compare(TerminationRequest.NEVER, settings, varied);
  }

  private JsonNode compare(TerminationRequest termination, List<String> settings, String... varied)
      throws IOException {
    var variations = Variations.load(configuration, settings, Arrays.asList(varied));
    JitWarmUp warmUp = JitWarmUp.begin(variations.get(0).job());
    warmUp.close();
    CommandResult result =
        RunComparison.run(
            LocalSpark.session(), variations, new SilentConsole(), warmUp, termination);
    return JSON.readTree(result.json());
  }

  private static JsonNode train(Path configuration, List<String> settings) throws IOException {
    return JSON.readTree(
        Train.run(
                LocalSpark.session(),
                ConfigurationFile.load(configuration, settings),
                new SilentConsole())
            .json());
  }

  private Path comparison() throws IOException {
    try (Stream<Path> entries = Files.list(runs.resolve("cancer"))) {
      return entries
          .filter(entry -> entry.getFileName().toString().startsWith("compare-"))
          .findFirst()
          .orElseThrow();
    }
  }

  private static List<String> names(Path directory) throws IOException {
    try (Stream<Path> entries = Files.list(directory)) {
      return entries.map(entry -> entry.getFileName().toString()).sorted().toList();
    }
  }
}
