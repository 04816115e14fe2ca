package io.fallline.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.function.ToDoubleFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A training that is worse in the end than at first, or than a constant, says so and ends with 0.
 */
class DivergenceTest {
  private static final int ROWS = 400;
  private static final String ONE_COLUMN = "data.ignore = [always, o]";

  @TempDir private Path directory;
  private Random random = new Random(4);

  @Test
  void aPoissonTrainingThatDivergesIsToldSo() throws IOException {
    JsonNode summary =
        trained(
            x -> 1000,
            ONE_COLUMN,
            "model.loss=poisson",
            "optimizer { rule = sgd, learningRate = 0.02 }",
            "training { epochs = 3, batchSize = full }");
    assertTrue(summary.at("/loss/train").asDouble() > 1e9, summary.path("loss").toString());
    assertWarned(summary, "training has diverged: the loss over all training rows is ");
  }

  @Test
  void aLogisticTrainingThatThePenaltyDrivesAwayIsToldSo() throws IOException {
    JsonNode summary =
        trained(
            x -> x + random.nextGaussian() > 0 ? 1 : 0,
            ONE_COLUMN,
            "model.loss=logistic",
            "regularization.l2 = 1.37",
            "optimizer { rule = nesterov, learningRate = 1 }",
            "training { epochs = 1200, batchSize = full }");
    assertTrue(summary.at("/loss/train").asDouble() > 1e9, summary.path("loss").toString());
    assertWarned(summary, "training has diverged: the loss over all training rows is ");
  }

  @Test
  void aTrainingThatLearnsNothingOfHugeLabelsIsToldSo() throws IOException {
    JsonNode summary =
        trained(
            x -> 1e20 * (3 + x),
            ONE_COLUMN,
            "model.loss=mse",
            "optimizer.learningRate = 0.001",
            "training { epochs = 2, batchSize = 32 }");
    assertEquals(1, summary.at("/loss/train").asDouble() / summary.at("/loss/first").asDouble());
    assertWarned(
        summary, "the model is worse than a constant prediction: the loss over all training rows");
    assertTrue(summary.at("/warnings/0").asText().contains("bring the label to a scale near 1"));
  }

  @Test
  void aTrainingThatHasComeFurtherThanAConstantWarnsOfNothing() throws IOException {
    for (String loss : List.of("mse", "rmse", "mae", "huber", "quantile")) {
      JsonNode summary =
          trained(
              x -> 5 + 2 * x + 0.1 * random.nextGaussian(),
              ONE_COLUMN,
              "model.loss=" + loss,
              "optimizer.learningRate = 0.1",
              "training { epochs = 30, batchSize = 32 }");
      assertEquals("[]", summary.path("warnings").toString(), loss);
      double train = summary.at("/loss/train").asDouble();
      assertEquals(train, summary.at("/loss/objective").asDouble(), loss);
      assertTrue(train < summary.at("/loss/constant").asDouble(), loss);
      assertTrue(
          summary.at("/loss/constant").asDouble() < summary.at("/loss/first").asDouble(), loss);
    }
  }

  @Test
  void aLossThatIsNotFiniteInTheEndIsAFailure() throws IOException {
    Path configuration =
        configuration(
            x -> 1e6,
            ONE_COLUMN,
            "model.loss=poisson",
            "optimizer { rule = sgd, learningRate = 1 }",
            "training { maxSteps = 1, epochs = 1, batchSize = full }");
    CommandRun run = CommandRun.of("train", "--config", configuration.toString(), "--quiet");
    assertEquals(70, run.exit(), run.err());
    assertEquals(
        "the loss of the final parameters over all training rows is infinite; expected a finite"
            + " number: lower optimizer.learningRate, or set training.clipNorm",
        run.err().strip().replaceFirst("^fallline: ", ""));
  }

  @Test
  void aTrainingWithoutAStepWarnsOfNothing() throws IOException {
    JsonNode summary = trained(x -> 1e20 * x, ONE_COLUMN, "training.epochs = 0");
    assertEquals("[]", summary.path("warnings").toString());
  }

  /** Labels of which there are as many of each are learnt no better by a bias that jitters. */
  @Test
  void aBiasThatJittersAroundTheBestConstantWarnsOfNothing() throws IOException {
    JsonNode summary =
        trained(
            x -> random.nextDouble() < 0.3 ? 1 : 0,
            "data.ignore = [x, o]",
            "model.loss = logistic",
            "optimizer.learningRate = 0.005",
            "training { epochs = 3, batchSize = 32, classWeights = balanced }");
    JsonNode loss = summary.path("loss");
    assertEquals(loss.path("first").asDouble(), loss.path("constant").asDouble(), 1e-9);
    assertTrue(loss.path("objective").asDouble() > loss.path("constant").asDouble() + 1e-6);
    assertEquals(1, summary.path("warnings").size(), summary.path("warnings").toString());
    assertTrue(summary.at("/warnings/0").asText().contains("always"));
  }

  @Test
  void aTrainingThatBeganNearAnOptimumAndLeftItIsToldSo() throws IOException {
    String initial = "model.initial = \"" + nearAnOptimum() + "\"";
    JsonNode summary =
        trained(
            x -> 5 + 2 * x,
            ONE_COLUMN,
            "model.loss = mse",
            initial,
            "optimizer { rule = adam, learningRate = 0.5 }",
            "training { epochs = 1, maxSteps = 1, batchSize = 32 }");
    assertTrue(summary.at("/loss/train").asDouble() < summary.at("/loss/constant").asDouble());
    assertEquals(1, summary.path("warnings").size(), summary.path("warnings").toString());
    String warning = summary.at("/warnings/0").asText();
    assertTrue(
        warning.startsWith("training ended worse than it began: the loss over all"), warning);
    assertTrue(warning.contains("set a smaller learning rate"), warning);
  }

  @Test
  void aTrainingThatAPenaltyTakesFromAnOptimumWarnsOfNothing() throws IOException {
    String initial = "model.initial = \"" + nearAnOptimum() + "\"";
    JsonNode summary =
        trained(
            x -> 5 + 2 * x,
            ONE_COLUMN,
            "model.loss = mse",
            initial,
            "regularization.l2 = 0.5",
            "optimizer { rule = sgd, learningRate = 0.1 }",
            "training { epochs = 30, batchSize = full }");
    JsonNode loss = summary.path("loss");
    assertTrue(loss.path("train").asDouble() > 10 * loss.path("first").asDouble());
    assertTrue(loss.path("train").asDouble() < loss.path("constant").asDouble());
    assertEquals("[]", summary.path("warnings").toString());
  }

  private String nearAnOptimum() throws IOException {
    return trained(
            x -> 5 + 2 * x,
            ONE_COLUMN,
            "model.loss = mse",
            "optimizer { rule = sgd, learningRate = 0.1 }",
            "training { epochs = 60, batchSize = full }")
        .path("model")
        .asText()
        .replaceFirst("^file:/+", "/");
  }

  @Test
  void otherWarningsAreKeptToo() throws IOException {
    JsonNode summary =
        trained(
            x -> 5 + 2 * x,
            "data.ignore = [o]",
            "training { epochs = 1, batchSize = 32 }",
            "optimizer.learningRate = 0.001");
    assertEquals(2, summary.path("warnings").size(), summary.path("warnings").toString());
    assertTrue(summary.at("/warnings/0").asText().contains("always"));
    List<String> kept = new ArrayList<>();
    summary.path("warnings").forEach(warning -> kept.add("warning: " + warning.asText()));
    assertEquals(told, kept);
  }

  @Test
  void theConstantHasTheSameBitsOnEveryEngine() throws IOException {
    Set<String> found = new HashSet<>();
    for (String engine : List.of("local", "jobs", "resident")) {
      JsonNode summary =
          trained(
              x -> 5 + 2 * x + random.nextGaussian(),
              "model { loss = quantile, tau = 0.7, layers = [3] }",
              "data { ignore = [always], offset = o, shards = 8 }",
              "training { epochs = 1, batchSize = 32, engine = " + engine + " }");
      assertEquals(engine, summary.path("engine").asText());
      found.add(summary.path("loss").toString());
    }
    assertEquals(1, found.size(), found.toString());
  }

  @Test
  void withClassWeightsBothLossesAreNamed() throws IOException {
    String[] settings = {
      ONE_COLUMN,
      "model.loss=logistic",
      "optimizer.learningRate = 0.1",
      "training { epochs = 20, batchSize = 32, classWeights = balanced }"
    };
    JsonNode summary = trained(x -> x + 0.3 * random.nextGaussian() > 1.3 ? 1 : 0, settings);
    double train = summary.at("/loss/train").asDouble();
    double objective = summary.at("/loss/objective").asDouble();
    assertTrue(Math.abs(train - objective) > 0.01, summary.path("loss").toString());
    assertEquals(Math.log(2), summary.at("/loss/constant").asDouble(), 1e-9);
    assertEquals(Math.log(2), summary.at("/loss/first").asDouble(), 1e-9);
    assertEquals("[]", summary.path("warnings").toString());
    String page =
        Files.readString(Path.of(summary.path("model").asText()).resolveSibling("report.html"));
    assertTrue(page.contains("loss by class weights"));
  }

  private void assertWarned(JsonNode summary, String beginning) throws IOException {
    assertEquals("epochs", summary.path("stopReason").asText());
    assertEquals(1, summary.path("warnings").size(), summary.path("warnings").toString());
    String warning = summary.at("/warnings/0").asText();
    assertTrue(warning.startsWith(beginning), warning);
    Path run = Path.of(summary.path("model").asText()).getParent();
    String page = Files.readString(run.resolve("report.html"));
    assertTrue(page.contains("Warning: " + warning), "the page does not say " + warning);
    assertEquals(List.of("warning: " + warning), told);
  }

  private List<String> told = List.of();

  private JsonNode trained(ToDoubleFunction<Double> label, String... settings) throws IOException {
    Path configuration = configuration(label, settings);
    CommandRun run = CommandRun.of("train", "--config", configuration.toString(), "--json");
    assertEquals(0, run.exit(), run.err());
    told = run.err().lines().filter(line -> line.startsWith("warning: ")).toList();
    return new ObjectMapper().readTree(run.out());
  }

  private Path configuration(ToDoubleFunction<Double> label, String... settings)
      throws IOException {
    random = new Random(4);
    StringBuilder rows = new StringBuilder("x,always,o,label\n");
    for (int i = 0; i < ROWS; i++) {
      double x = random.nextGaussian();
      rows.append(x).append(",1,").append(i % 3).append(',').append(label.applyAsDouble(x));
      rows.append('\n');
    }
    Path data = Files.writeString(directory.resolve("rows.csv"), rows);
    return Files.writeString(
        directory.resolve("job.conf"),
        """
        data.train = "%s"
        output.directory = "%s"
        """
                .formatted(data, directory.resolve("runs"))
            + String.join("\n", settings)
            + "\n");
  }
}
