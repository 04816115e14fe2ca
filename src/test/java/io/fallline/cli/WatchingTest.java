package io.fallline.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fallline.cli.JobCommand.Terminal;
import io.fallline.configuration.ConfigurationFile;
import io.fallline.configuration.JobConfiguration;
import io.fallline.job.CommandResult;
import io.fallline.job.training.Train;
import io.fallline.mlflow.RecordedServer;
import io.fallline.testing.LocalSpark;
import io.fallline.testing.PrometheusPage;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.spark.SparkContext;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerJobStart;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What docs/watching.md says of {@code train}. */
class WatchingTest {
  private static final Path PAGE = Path.of("docs/watching.md");
  private static final List<String> SETTINGS = List.of("spark.ui.enabled", "spark.ui.port");

  @TempDir private Path directory;

  @BeforeEach
  void switchThePageOn() {
    LocalSpark.stop();
    System.setProperty("spark.ui.enabled", "true");
    System.setProperty("spark.ui.port", "0");
  }

  @AfterEach
  void switchItOff() {
    LocalSpark.stop();
    SETTINGS.forEach(System::clearProperty);
  }

  @ParameterizedTest
  @ValueSource(strings = {"local", "resident", "jobs"})
  void sparkShowsTheLastStepAndWhatItsJobsAreFor(String engine) throws Exception {
    List<String> jobs = new CopyOnWriteArrayList<>();
    CommonOptions options = new CommonOptions();
    options.master = "local[2]";
    JobConfiguration job =
        ConfigurationFile.load(
            Path.of("conf/iris.conf"),
            List.of(
                "training.epochs=2",
                "training.engine=" + engine,
                "output.directory=" + directory.resolve("runs")));
    Map<String, Double> shown;
    JsonNode summary;
    try (Session session = Session.open(job.name(), options, SessionStart.begin(options))) {
      SparkContext context = session.spark().sparkContext();
      context.addSparkListener(descriptions(jobs));
      CommandResult result = Train.run(session.spark(), job, new Terminal(nowhere(), true));
      summary = new ObjectMapper().readTree(result.json());
      shown = PrometheusPage.of(context);
      context.listenerBus().waitUntilEmpty();
    }
    JsonNode step =
        lastStep(Path.of(summary.get("model").asText()).resolveSibling("history.jsonl"));
    for (String name :
        List.of("step", "loss", "learningRate", "gradientNorm", "samplesPerSecond")) {
      assertEquals(step.get(name).asDouble(), shown.get("iris_" + name), name);
    }
    assertEquals(1, shown.get("trainings"));
    assertTrue(
        jobs.stream().allMatch(description -> description.startsWith("iris: ")), jobs::toString);
    String page = Files.readString(PAGE);
    for (String name : shown.keySet()) {
      String metric = name.replaceFirst("iris_", "NAME.");
      assertTrue(page.contains("`" + metric + "`"), "the page does not have " + metric);
    }
  }

  @Test
  void theCommandsOfThePageRun() throws Exception {
    List<List<String>> commands = new ArrayList<>();
    try (RecordedServer server = new RecordedServer()) {
      for (String line : Files.readAllLines(PAGE)) {
        int at = line.indexOf("submit-scripts/local.sh train");
        if (line.startsWith("    ") && at >= 0) {
          String words = line.substring(at).replace("http://127.0.0.1:5000", server.address());
          commands.add(Arrays.asList(words.split(" ")).subList(1, words.split(" ").length));
        }
      }
      for (List<String> command : commands) {
        List<String> brief = new ArrayList<>(command);
        brief.addAll(List.of("--set", "training.maxSteps=3", "--quiet", "--master", "local[2]"));
        brief.addAll(List.of("--set", "output.directory=" + directory.resolve("runs")));
        CommandRun run = CommandRun.of(brief.toArray(String[]::new));
        assertEquals(0, run.exit(), run.err());
      }
      assertEquals(2, commands.size());
      assertEquals(1, server.seen("runs/update").size());
    }
  }

  private static SparkListener descriptions(List<String> jobs) {
    return new SparkListener() {
      @Override
      public void onJobStart(SparkListenerJobStart job) {
        jobs.add(job.properties().getProperty("spark.job.description", "none"));
      }
    };
  }

  private static JsonNode lastStep(Path history) throws IOException {
    JsonNode last = null;
    for (String line : Files.readAllLines(history)) {
      JsonNode read = new ObjectMapper().readTree(line);
      last = read.has("loss") ? read : last;
    }
    return last;
  }

  private static PrintStream nowhere() {
    return new PrintStream(PrintStream.nullOutputStream(), true, StandardCharsets.UTF_8);
  }
}
