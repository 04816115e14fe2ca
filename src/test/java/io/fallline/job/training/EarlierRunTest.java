package io.fallline.job.training;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fallline.configuration.ConfigurationFile;
import io.fallline.job.CommandResult;
import io.fallline.job.SilentConsole;
import io.fallline.job.monitoring.ReportJob;
import io.fallline.job.scoring.Evaluate;
import io.fallline.job.scoring.ModelReference;
import io.fallline.job.scoring.ScoringRequest;
import io.fallline.scorer.Scorer;
import io.fallline.testing.LocalSpark;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.commons.io.FileUtils;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A run of 40 steps on irises, and a checkpoint of its step 20, as version 0.1 wrote them. */
class EarlierRunTest {
  private static final Path EARLIER = Path.of("src/test/resources/earlier");
  private static final String IRIS = "sample-data/iris.csv";
  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir private Path directory;

  private JsonNode summary;

  @BeforeEach
  void readSummary() throws IOException {
    summary = JSON.readTree(EARLIER.resolve("run/summary.json").toFile());
  }

  @Test
  void theSameConfigurationComesToTheSameParameters() throws IOException {
    assertEquals(summary.path("parametersSha256"), trained().path("parametersSha256"));
  }

  @Test
  void itsCheckpointIsResumedToTheSameParameters() throws IOException {
    Path checkpoints = copied("checkpoints");
    JsonNode resumed = trained("checkpoint.directory=" + checkpoints, "checkpoint.resume=require");
    assertEquals(20, resumed.path("resumedFromStep").asInt());
    assertEquals(summary.path("parametersSha256"), resumed.path("parametersSha256"));
  }

  @Test
  void itsModelIsEvaluatedAndScored() throws IOException {
    String model = EARLIER.resolve("run/model").toString();
    ScoringRequest request =
        new ScoringRequest(
            new ModelReference(model, Optional.empty()), List.of(IRIS), Optional.empty(), Map.of());
    CommandResult evaluated = Evaluate.run(LocalSpark.session(), request, new SilentConsole());
    assertEquals(150, JSON.readTree(evaluated.json()).path("rows").asInt());
    assertTrue(JSON.readTree(evaluated.json()).at("/metrics/accuracy").asDouble() > 0.8);
    assertEquals(
        List.of("setosa", "versicolor", "virginica"), Scorer.load(Path.of(model)).classes());
  }

  @Test
  void itsReportIsWrittenAgain() throws IOException {
    Path run = copied("run");
    Files.delete(run.resolve("report.html"));
    ReportJob.run(new Configuration(), run.toString());
    assertTrue(Files.readString(run.resolve("report.html")).contains("iris"));
  }

  @Test
  void itsResolvedConfigurationIsRead() throws IOException {
    Path resolved = EARLIER.resolve("run/resolved.conf");
    assertEquals(40, ConfigurationFile.load(resolved, List.of()).training().maxSteps().getAsLong());
  }

  private JsonNode trained(String... settings) throws IOException {
    List<String> all = new ArrayList<>(List.of("output.directory=" + directory.resolve("runs")));
    all.addAll(List.of(settings));
    CommandResult result =
        Train.run(
            LocalSpark.session(),
            ConfigurationFile.load(EARLIER.resolve("run/resolved.conf"), all),
            new SilentConsole());
    return JSON.readTree(result.json());
  }

  private Path copied(String name) throws IOException {
    Path copy = directory.resolve(name);
    FileUtils.copyDirectory(EARLIER.resolve(name).toFile(), copy.toFile());
    return copy;
  }
}
