package io.fallline.job.training;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fallline.core.failure.Failure;
import io.fallline.job.training.CheckpointedTraining.Ended;
import io.fallline.testing.LocalSpark;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.spark.SparkContext;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerJobStart;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Trainings whose configuration says nothing but where the rows are and what the loss is. */
class AutoTest {
  private static final String NOTHING_SET =
      """
      name = "t"
      data { train = "%s" }
      """;

  @TempDir private Path directory;

  /**
   * Prices of many dollars, of which most is the intercept.
   *
   * @param factor of the prices
   */
  private static String prices(int rows, double factor) {
    Random random = new Random(8);
    StringBuilder text = new StringBuilder("area,age,label\n");
    for (int i = 0; i < rows; i++) {
      double area = 80 + 30 * random.nextGaussian();
      double age = 100 * random.nextDouble();
      double price = 300_000 + 2_500 * area - 700 * age + 20_000 * random.nextGaussian();
      text.append(String.format(Locale.ROOT, "%.2f,%.1f,%s%n", area, age, price * factor));
    }
    return text.toString();
  }

  private CheckpointedTraining training(int rows, String text) throws IOException {
    return new CheckpointedTraining(directory, prices(rows, 1), text);
  }

  @Test
  void pricesInDollarsAreLearntWithoutASetting() throws IOException {
    JsonNode summary = training(1500, NOTHING_SET).run().summary();
    double constant = summary.at("/loss/constant").asDouble();
    double noise = 20_000.0 * 20_000;
    assertTrue(
        constant - summary.at("/loss/train").asDouble() > 0.99 * (constant - noise),
        () -> summary.path("loss").toString());
    assertEquals("settled", summary.path("stopReason").asText());
    assertTrue(summary.at("/found/learningRate").isNumber());
    assertEquals(32768, summary.at("/found/labelUnit").asDouble());
  }

  @Test
  void theUnitOfTheLabelsChangesNothingButTheNumbers() throws IOException {
    JsonNode dollars = training(1200, NOTHING_SET).run("training.maxSteps=400").summary();
    JsonNode smaller =
        new CheckpointedTraining(directory, prices(1200, 1.0 / 4096), NOTHING_SET)
            .run("training.maxSteps=400")
            .summary();
    assertEquals(dollars.at("/found/learningRate"), smaller.at("/found/learningRate"));
    assertEquals(
        dollars.at("/found/labelUnit").asDouble(),
        4096 * smaller.at("/found/labelUnit").asDouble());
    double left = dollars.at("/loss/train").asDouble() / dollars.at("/loss/constant").asDouble();
    assertEquals(
        left,
        smaller.at("/loss/train").asDouble() / smaller.at("/loss/constant").asDouble(),
        0.05 * left,
        "labels are part of what chooses the rows that are held out");
  }

  @ParameterizedTest
  @CsvSource({"mse, 0.1", "mse, 123456.7", "mae, 0.3", "quantile, -7.7", "huber, 1e-5"})
  void labelsThatAreAllEqualAreNoReasonForAWarning(String loss, String label) throws IOException {
    StringBuilder rows = new StringBuilder("a,b,label\n");
    for (int i = 0; i < 40; i++) {
      rows.append(i % 7).append(',').append(i % 5).append(',').append(label).append('\n');
    }
    JsonNode summary =
        new CheckpointedTraining(directory, rows.toString(), NOTHING_SET)
            .run("model.loss=" + loss)
            .summary();
    assertTrue(summary.path("warnings").isEmpty(), () -> summary.path("warnings").toString());
  }

  @ParameterizedTest
  @CsvSource({"999, 999", "1000, 900"})
  void aTenthOfTheRowsIsHeldOutWhereThereAreAThousand(int rows, int trainedOn) throws IOException {
    JsonNode summary = training(rows, NOTHING_SET).run("training.maxSteps=5").summary();
    assertEquals(trainedOn, summary.path("rows").asInt(), rows == 999 ? 0 : 40);
    assertEquals(rows == 999, summary.at("/loss/validation").isNull());
  }

  @Test
  void noRowsAreHeldOutWhereEpochsAreNamed() throws IOException {
    JsonNode summary = training(1500, NOTHING_SET).run("training.epochs=3").summary();
    assertEquals(1500, summary.path("rows").asInt());
    assertEquals(3, summary.path("epochs").asInt());
  }

  @Test
  void namedRateAndEpochsFindNothing() throws IOException {
    JsonNode summary =
        training(1500, NOTHING_SET)
            .run("training.epochs=3", "optimizer.learningRate=0.01")
            .summary();
    assertFalse(summary.has("found"));
  }

  @Test
  void theFinishStandsInTheHistory() throws IOException {
    List<JsonNode> history = training(1100, NOTHING_SET).run().history();
    assertTrue(history.get(0).has("found"));
    assertTrue(history.stream().anyMatch(line -> line.path("finish").asInt() == 2));
    List<JsonNode> without = training(1100, NOTHING_SET).run("training.finish=none").history();
    assertTrue(without.stream().noneMatch(line -> line.has("finish")));
  }

  @Test
  void whatTheFinishFoundStandsInSummaryManifestAndConfiguration() throws IOException {
    Random random = new Random(3);
    StringBuilder rows = new StringBuilder("a,b,label\n");
    for (int i = 0; i < 1200; i++) {
      double a = random.nextGaussian();
      rows.append(a).append(',').append(random.nextGaussian()).append(',').append(a > 0 ? 1 : 0);
      rows.append('\n');
    }
    CheckpointedTraining separable =
        new CheckpointedTraining(directory, rows.toString(), NOTHING_SET + "model.loss = logistic");
    Ended ended = separable.run();
    JsonNode found = ended.summary().path("found");
    long passes = ended.history().stream().filter(line -> line.has("finish")).count();
    assertTrue(passes > 1);
    assertEquals(passes, found.path("finishPasses").asLong());
    assertTrue(found.path("estimatedL2").asDouble() > 0, found.toString());
    assertFalse(ended.history().get(0).path("found").has("finishPasses"), "it was to come");
    Path model = Path.of(URI.create(ended.summary().path("model").asText()).getPath());
    assertEquals(
        found,
        new ObjectMapper()
            .readTree(Files.readString(model.resolve("manifest.json")))
            .path("found"));
    String resolved = Files.readString(model.resolveSibling("resolved.conf"));
    assertTrue(resolved.contains("# found: finish of " + passes + " Newton passes, l2 "), resolved);
    JsonNode without = separable.run("training.finish=none").summary().path("found");
    assertEquals(0, without.path("finishPasses").asInt(-1));
    assertTrue(without.path("estimatedL2").isNull());
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 333, 400})
  void anInterruptedTrainingGoesOnToTheSameBitsAndHistory(int step) throws IOException {
    CheckpointedTraining training = training(1100, NOTHING_SET);
    String kept = "checkpoint.directory=" + directory.resolve("checkpoints");
    Ended calm = training.run();
    training.interrupt(step, kept);
    Ended resumed = training.run(kept);
    assertEquals(step, resumed.summary().path("resumedFromStep").asInt());
    assertEquals(calm.parameters(), resumed.parameters());
    assertEquals(calm.history(), resumed.history());
    assertEquals(calm.summary().path("found"), resumed.summary().path("found"));
  }

  @ParameterizedTest
  @CsvSource({
    "auto, 100, 'holds out a tenth where training.epochs is auto, as it was', 0.1",
    "100, auto, 'holds out nothing where training.epochs is a number, as it was', 0"
  })
  void otherEpochsThatWouldHoldOutOtherRowsAreToldWhatToSet(
      String then, String now, String cause, String remedy) throws IOException {
    CheckpointedTraining training = training(1100, NOTHING_SET + "training.finish = none");
    String kept = "checkpoint.directory=" + directory.resolve("checkpoints");
    training.interrupt(60, kept, "training.epochs=" + then);
    String[] settings = {kept, "training.epochs=" + now, "training.maxSteps=70"};
    Failure failure = assertThrows(Failure.class, () -> training.run(settings));
    assertEquals(Failure.Kind.CONFIGURATION, failure.kind());
    assertTrue(failure.getMessage().contains(cause), failure.getMessage());
    assertTrue(
        failure.getMessage().contains("set data.validation = " + remedy + " for the rows"),
        failure.getMessage());
    JsonNode resumed =
        training.run(kept, settings[1], settings[2], "data.validation=" + remedy).summary();
    assertEquals(60, resumed.path("resumedFromStep").asInt());
    assertEquals(70, resumed.path("steps").asInt());
  }

  @Test
  void otherRowsThanTheCheckpointsAreRefusedWhereValidationIsNamedToo() throws IOException {
    CheckpointedTraining training = training(1100, NOTHING_SET + "training.finish = none");
    String kept = "checkpoint.directory=" + directory.resolve("checkpoints");
    training.interrupt(60, kept);
    Failure failure =
        assertThrows(
            Failure.class, () -> training.run(kept, "training.epochs=100", "data.validation=0.2"));
    assertTrue(failure.getMessage().contains("dataSha256 was"), failure.getMessage());
  }

  @Test
  void theTrainingRowsAreEvaluatedOnceBeforeATrainingThatTakesAModelsRate() throws Exception {
    CheckpointedTraining training = training(300, NOTHING_SET + "model.layers = [3]");
    Ended first = training.run("optimizer.learningRate=0.003", "training.epochs=2");
    Path model = Path.of(URI.create(first.summary().path("model").asText()).getPath());
    AtomicInteger evaluations = new AtomicInteger();
    SparkListener counting =
        new SparkListener() {
          @Override
          public void onJobStart(SparkListenerJobStart job) {
            if (job.properties()
                .getProperty("spark.job.description", "")
                .contains("evaluation of train")) {
              evaluations.incrementAndGet();
            }
          }
        };
    SparkContext context = LocalSpark.session().sparkContext();
    context.addSparkListener(counting);
    try {
      training.run("model.initial=" + model, "training.epochs=2", "training.engine=jobs");
      context.listenerBus().waitUntilEmpty();
    } finally {
      context.removeSparkListener(counting);
    }
    assertEquals(2, evaluations.get(), "before the first step, and after the last");
  }

  @Test
  void allEnginesFindTheSame() throws IOException {
    CheckpointedTraining training = training(1100, NOTHING_SET);
    String few = "training.maxSteps=60";
    String bits = training.run("training.engine=local", few).parameters();
    for (String engine : List.of("jobs", "resident")) {
      assertEquals(bits, training.run("training.engine=" + engine, few).parameters());
    }
  }

  @Test
  void aTrainingThatStartsAtAModelTakesItsRate() throws IOException {
    CheckpointedTraining training = training(1100, NOTHING_SET);
    Ended first = training.run("optimizer.learningRate=0.003", "training.epochs=2");
    Path model = Path.of(URI.create(first.summary().path("model").asText()).getPath());
    JsonNode found = training.run("model.initial=" + model).summary().path("found");
    assertEquals(0.003, found.path("learningRate").asDouble());
    assertEquals("the model that training starts from", found.path("learningRateFrom").asText());
    JsonNode other =
        training.run("model.initial=" + model, "training.batchSize=64").summary().path("found");
    assertTrue(other.path("learningRateFrom").asText().startsWith("trials of "));
  }

  @Test
  void whatWasFoundStandsInTheResolvedConfiguration() throws IOException {
    JsonNode summary = training(1100, NOTHING_SET).run().summary();
    Path model = Path.of(URI.create(summary.path("model").asText()).getPath());
    String resolved = Files.readString(model.resolveSibling("resolved.conf"));
    assertTrue(resolved.contains("learningRate = \"auto\""), resolved);
    assertTrue(
        resolved.contains(
            "# found: optimizer.learningRate = " + summary.at("/found/learningRate").asText()),
        resolved);
    assertTrue(
        resolved.contains(
            "# found: training.epochs = " + summary.path("epochs") + ", ended: settled"),
        resolved);
  }

  @Test
  void aScheduleOfPlannedLengthRunsToTheBound() throws IOException {
    JsonNode summary = training(500, NOTHING_SET).run("schedule.type=cosine").summary();
    assertEquals("epochs", summary.path("stopReason").asText());
    assertEquals(20_000, summary.path("steps").asInt());
  }
}
