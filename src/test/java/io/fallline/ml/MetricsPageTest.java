package io.fallline.ml;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fallline.job.FitListener;
import io.fallline.testing.LocalSpark;
import io.fallline.testing.PrometheusPage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import org.apache.spark.SparkContext;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Sessions of users, as docs/watching.md sets them up: what their page for Prometheus shows. */
class MetricsPageTest {
  private static SparkContext context;

  @BeforeAll
  static void start() {
    LocalSpark.stop();
    System.setProperty("spark.master", "local[2]");
    System.setProperty("spark.driver.host", "127.0.0.1");
    System.setProperty("spark.ui.port", "0");
    // docs/watching.md
    String sink = "spark.metrics.conf.driver.sink.prometheusServlet.";
    SparkSession session =
        SparkSession.builder()
            .config("spark.plugins", "io.fallline.watch.FalllinePlugin")
            .config(sink + "class", "org.apache.spark.metrics.sink.PrometheusServlet")
            .config(sink + "path", "/metrics/prometheus")
            .getOrCreate();
    // docs/watching.md
    context = session.sparkContext();
  }

  @AfterAll
  static void stop() {
    LocalSpark.stop();
    List.of("spark.master", "spark.driver.host", "spark.ui.port").forEach(System::clearProperty);
  }

  @Test
  void thePageHasThisSession() throws IOException {
    Path self = Path.of("src/test/java/io/fallline/ml/MetricsPageTest.java");
    String session = Files.readString(self).split(" {4}// docs/watching.md\n")[1];
    String page = Files.readString(Path.of("docs/watching.md"));
    assertTrue(
        stripped(page).contains(stripped(session)), () -> "the page does not have " + session);
  }

  private static String stripped(String text) {
    return text.lines().map(String::strip).collect(Collectors.joining("\n"));
  }

  @Test
  void aFitShowsWhatItsHistorySaysOfItsLastStep(@TempDir Path directory) throws Exception {
    String lines =
        classifier()
            .setValidationFraction(0.3)
            .setCheckpointDirectory(directory.toString())
            .fit(Frames.of("iris"))
            .summary()
            .historyJson();
    JsonNode step = null;
    JsonNode epoch = null;
    for (String line : lines.lines().toList()) {
      JsonNode read = new ObjectMapper().readTree(line);
      step = read.has("loss") ? read : step;
      epoch = read.has("validation") ? read : epoch;
    }
    Map<String, Double> shown = PrometheusPage.of(context);
    for (String name :
        List.of("step", "epoch", "loss", "learningRate", "gradientNorm", "samplesPerSecond")) {
      assertEquals(step.get(name).asDouble(), shown.get("fit_" + name), name);
    }
    assertEquals(epoch.at("/validation/loss").asDouble(), shown.get("fit_validationLoss"));
    assertTrue(shown.get("fit_stepSeconds") > 0, shown::toString);
    assertTrue(shown.get("fit_checkpointAgeSeconds") > 0, shown::toString);
    assertTrue(shown.get("trainings") >= 1, shown::toString);
  }

  @Test
  void whoLooksWhileAFitGoesOnSeesTheStepThatIsOver() throws Exception {
    List<Double> seen = new CopyOnWriteArrayList<>();
    Dataset<Row> rows = Frames.of("iris");
    classifier()
        .setListener(
            new FitListener() {
              @Override
              public void epochEnded(EpochEnd epoch) {
                seen.add(page().get("fit_step") - epoch.step());
              }
            })
        .fit(rows);
    assertEquals(List.of(0.0, 0.0), seen);
  }

  @Test
  void withoutACheckpointAndValidationRowsTheirNumbersAreNone() {
    classifier().fit(Frames.of("iris"));
    assertEquals(Double.NaN, page().get("fit_checkpointAgeSeconds"));
    assertEquals(Double.NaN, page().get("fit_validationLoss"));
    assertNotNull(page().get("fit_loss"));
  }

  @Test
  void theLastValidationStaysUntilTheNextLook() {
    List<Double> told = new CopyOnWriteArrayList<>();
    List<Double> shown = new CopyOnWriteArrayList<>();
    MiniBatchTrainingSummary summary =
        new MiniBatchClassifier()
            .setBatchSize(16)
            .setMaxSteps(140)
            .setValidationFraction(0.3)
            .setListener(
                new FitListener() {
                  @Override
                  public void epochEnded(EpochEnd epoch) {
                    told.add(epoch.validationLoss());
                    if (!epoch.isValidated() && epoch.step() > 120) {
                      shown.add(page().get("fit_validationLoss"));
                    }
                  }
                })
            .fit(Frames.of("iris"))
            .summary();
    assertTrue(told.contains(Double.NaN), "no epoch without a look");
    List<Double> validated = told.stream().filter(loss -> !loss.isNaN()).toList();
    assertEquals(
        validated, summary.epochs().stream().map(MiniBatchTrainingSummary.Epoch::loss).toList());
    assertTrue(!shown.isEmpty(), "every epoch had a look");
    shown.forEach(loss -> assertEquals(validated.get(validated.size() - 1), loss, 1e-12));
  }

  private static Map<String, Double> page() {
    try {
      return PrometheusPage.of(context);
    } catch (Exception failed) {
      throw new AssertionError(failed);
    }
  }

  private static MiniBatchClassifier classifier() {
    return new MiniBatchClassifier().setBatchSize(16).setEpochs(2);
  }
}
