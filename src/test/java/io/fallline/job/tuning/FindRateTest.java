package io.fallline.job.tuning;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fallline.configuration.ConfigurationFile;
import io.fallline.configuration.JobConfiguration;
import io.fallline.configuration.Variations;
import io.fallline.job.CommandResult;
import io.fallline.job.JobConsole;
import io.fallline.job.SilentConsole;
import io.fallline.job.TellingConsole;
import io.fallline.job.TerminationRequest;
import io.fallline.job.training.JitWarmUp;
import io.fallline.testing.LocalSpark;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FindRateTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final FindRate.Rates RANGE = new FindRate.Rates(1e-10, 1e10, 70);

  @TempDir private Path directory;

  /**
   * Gradient descent on a mean of squares converges for rates below 2/L, L being the largest
   * eigenvalue of its matrix of second derivatives.
   */
  @Test
  void onLeastSquaresTheSuggestionIsBelowTheKnownLimitAndNotTimid() throws IOException {
    double limit = 2 / curvature();
    double suggestion = found("diabetes", "sgd", List.of()).get("suggestion").asDouble();
    System.out.println("diabetes: suggestion " + suggestion + ", limit " + limit);
    assertTrue(suggestion < 0.9 * limit, suggestion + " for " + limit);
    assertTrue(suggestion > 0.05 * limit, suggestion + " for " + limit);
  }

  /**
   * At least 95% of the fall from the best constant's loss, which is the entropy of the classes, to
   * that of the best of a grid of rates; losses are those of the test rows.
   */
  @ParameterizedTest
  @CsvSource({
    "breast-cancer, sgd, 0.66",
    "breast-cancer, adam, 0.66",
    "wine, sgd, 1.09",
    "wine, momentum, 1.09",
    "wine, adam, 1.09",
    "wine, adadelta, 1.09",
    "wine, rmsprop, 1.09"
  })
  void theSuggestedRateTrainsNearlyAsWellAsTheBestOfAGrid(String data, String rule, double constant)
      throws IOException {
    String suggestion = found(data, rule, List.of()).get("suggestion").asText();
    String rates =
        "optimizer.learningRate=0.0008,0.003,0.008,0.03,0.08,0.3,0.8,3,8," + suggestion + "e0";
    double best = Double.POSITIVE_INFINITY;
    double suggested = Double.NaN;
    for (JsonNode run : compared(data, rule, rates)) {
      double loss = run.path("score").asDouble(Double.POSITIVE_INFINITY);
      best = Math.min(best, loss);
      if (run.at("/values/optimizer.learningRate").asText().equals(suggestion + "e0")) {
        suggested = loss;
      }
    }
    double share = (constant - suggested) / (constant - best);
    System.out.println(data + " " + rule + ": " + suggestion + " reaches " + share);
    assertTrue(share >= 0.95, suggestion + ": " + suggested + " of " + best);
  }

  @Test
  void enginesAndRepetitionsDoNotMatter() throws IOException {
    JsonNode trials = found("wine", "adam", List.of("training.engine=local")).get("trials");
    for (String engine : List.of("local", "jobs", "resident")) {
      assertEquals(
          trials,
          found("wine", "adam", List.of("training.engine=" + engine)).get("trials"),
          engine);
    }
  }

  @Test
  void theScheduleAndWhatStopsATrainingHaveNoPartInIt() throws IOException {
    JsonNode plain = found("wine", "adam", List.of());
    JsonNode others =
        found(
            "wine",
            "adam",
            List.of(
                "schedule.type=cosine",
                "schedule.warmupSteps=50",
                "training.epochs=1",
                "training.maxSteps=3",
                "training.stop.loss=1"));
    assertEquals(plain.get("trials"), others.get("trials"));
  }

  @Test
  void aRateThatIsFarOffIsAWarningInBothDirections() throws IOException {
    double suggestion = found("wine", "adam", List.of()).get("suggestion").asDouble();
    assertWarning("times too large", 20 * suggestion);
    assertWarning("times too small", suggestion / 20);
    assertTrue(
        found("wine", "adam", List.of("optimizer.learningRate=" + 5 * suggestion))
            .get("warning")
            .isNull());
  }

  private void assertWarning(String words, double rate) throws IOException {
    StringBuilder said = new StringBuilder();
    JsonNode found =
        found(
            "wine",
            "adam",
            List.of("optimizer.learningRate=" + rate),
            new TellingConsole(said::append));
    String warning = found.get("warning").asText();
    assertTrue(warning.contains(words), warning);
    assertTrue(said.indexOf("warning: " + warning + "\n") >= 0, said.toString());
  }

  @Test
  void aPageAndAPictureAreWrittenAndNoModel() throws IOException {
    JsonNode found = found("wine", "adam", List.of());
    Path page = Path.of(found.get("page").asText());
    assertTrue(page.getParent().getFileName().toString().startsWith("find-rate-"), "" + page);
    assertEquals(found, JSON.readTree(page.resolveSibling("find-rate.json").toFile()));
    assertTrue(Files.size(Path.of(found.get("picture").asText())) > 1000);
    assertFalse(Files.exists(page.resolveSibling("model")));
  }

  @Test
  void whereEveryRateIsTooLargeThereIsNoSuggestion() throws IOException {
    CommandResult result =
        FindRate.run(
            LocalSpark.session(),
            job("wine", "sgd", List.of()),
            new FindRate.Rates(1e250, 1e251, 20),
            new SilentConsole());
    JsonNode found = JSON.readTree(result.json());
    assertTrue(found.get("suggestion").isNull());
    assertTrue(found.get("warning").isNull());
    for (JsonNode trial : found.get("trials")) {
      assertTrue(trial.get("loss").isNull(), trial.toString());
    }
    assertTrue(result.text().contains("suggestion  none: "), result.text());
  }

  private JsonNode found(String data, String rule, List<String> settings) throws IOException {
    return found(data, rule, settings, new SilentConsole());
  }

  private JsonNode found(String data, String rule, List<String> settings, JobConsole console)
      throws IOException {
    CommandResult result =
        FindRate.run(LocalSpark.session(), job(data, rule, settings), RANGE, console);
    return JSON.readTree(result.json());
  }

  private JobConfiguration job(String data, String rule, List<String> settings) throws IOException {
    return ConfigurationFile.load(configuration(data, rule), settings);
  }

  /** As {@code conf/} has it, with another rule; tested where ranked. */
  private Path configuration(String data, String rule) throws IOException {
    String text =
        Files.readString(Path.of("conf", data + ".conf"))
            .replaceAll(
                "(?m)^optimizer .*$", "optimizer { rule = \"" + rule + "\", learningRate = 0.05 }")
            .replace("test = 0.2", "validation = 0.2");
    return Files.writeString(
        directory.resolve(data + ".conf"),
        text + "\noutput.directory = \"" + directory.resolve("runs") + "\"\n");
  }

  private JsonNode compared(String data, String rule, String varied) throws IOException {
    var variations = Variations.load(configuration(data, rule), List.of(), List.of(varied));
    JitWarmUp warmUp = JitWarmUp.begin(variations.get(0).job());
    CommandResult result =
        RunComparison.run(
            LocalSpark.session(),
            variations,
            new SilentConsole(),
            warmUp,
            TerminationRequest.NEVER);
    return JSON.readTree(result.json()).get("runs");
  }

  /** Of the mean of squares over standardised columns and a constant: twice their correlations. */
  private static double curvature() throws IOException {
    List<double[]> rows = new ArrayList<>();
    for (String line :
        Files.readAllLines(Path.of("sample-data", "diabetes.csv")).stream().skip(1).toList()) {
      double[] cells = Arrays.stream(line.split(",")).mapToDouble(Double::parseDouble).toArray();
      rows.add(Arrays.copyOf(cells, cells.length - 1)); // the label comes last
    }
    int columns = rows.get(0).length;
    double[] vector = new double[columns];
    Arrays.fill(vector, 1);
    double[][] scaled = scaled(rows, columns);
    double eigenvalue = 0;
    for (int round = 0; round < 200; round++) {
      double[] next = new double[columns];
      for (double[] row : scaled) {
        double product = 0;
        for (int j = 0; j < columns; j++) {
          product += row[j] * vector[j];
        }
        for (int j = 0; j < columns; j++) {
          next[j] += 2 * row[j] * product / scaled.length;
        }
      }
      eigenvalue = Math.sqrt(Arrays.stream(next).map(x -> x * x).sum());
      for (int j = 0; j < columns; j++) {
        vector[j] = next[j] / eigenvalue;
      }
    }
    return eigenvalue;
  }

  private static double[][] scaled(List<double[]> rows, int columns) {
    double[][] scaled = new double[rows.size()][columns];
    for (int j = 0; j < columns; j++) {
      int column = j;
      double mean = rows.stream().mapToDouble(row -> row[column]).average().orElseThrow();
      double squares =
          rows.stream().mapToDouble(row -> Math.pow(row[column] - mean, 2)).average().orElseThrow();
      for (int i = 0; i < rows.size(); i++) {
        scaled[i][j] = (rows.get(i)[j] - mean) / Math.sqrt(squares);
      }
    }
    return scaled;
  }
}
