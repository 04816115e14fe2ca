package io.fallline.job.training;

import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fallline.configuration.ConfigurationFile;
import io.fallline.job.CommandResult;
import io.fallline.job.SilentConsole;
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

/** What the configurations of the sample data reach. */
class QualityTest {
  private static final int SEEDS = 5;

  @TempDir private Path runs;

  @ParameterizedTest
  @CsvSource({
    "digits.conf, none, 0.97",
    "digits.conf, model.layers=[], 0.95",
    "breast-cancer.conf, none, 0.96",
    "wine.conf, none, 0.96",
    "iris.conf, none, 0.94"
  })
  void theMeanTestAccuracyOverFiveSplitsIsAsPromised(String file, String setting, double promised)
      throws IOException {
    double sum = 0;
    StringBuilder each = new StringBuilder();
    for (int seed = 0; seed < SEEDS; seed++) {
      List<String> settings = new ArrayList<>(List.of("data.splitSeed=" + seed, "data.test=0.2"));
      if (!setting.equals("none")) {
        settings.add(setting);
      }
      double accuracy = train(file, settings).at("/metrics/test/accuracy").asDouble();
      sum += accuracy;
      each.append(' ').append(accuracy);
    }
    System.out.println(file + " " + setting + ": mean test accuracy " + sum / SEEDS + " of" + each);
    assertTrue(sum / SEEDS >= promised, file + ": " + sum / SEEDS + " of" + each);
  }

  @Test
  void fullBatchLeastSquaresEndsAtTheNormalEquationsOptimum() throws IOException {
    double found = train("diabetes.conf", List.of()).at("/loss/train").asDouble();
    double optimum = leastSquares(Path.of("sample-data", "diabetes.csv"));
    System.out.println("diabetes: training mse " + found + ", of the normal equations " + optimum);
    assertTrue(found <= optimum * (1 + 1e-6), found + " for " + optimum);
  }

  @Test
  void aModelOfClicksRanksThemBetterThanChance() throws IOException {
    JsonNode summary = train("clicks.conf", List.of());
    assertTrue(summary.at("/metrics/test/auc").asDouble() > 0.55, summary.toString());
  }

  private JsonNode train(String file, List<String> settings) throws IOException {
    List<String> all = new ArrayList<>(settings);
    all.add("output.directory=" + runs);
    CommandResult result =
        Train.run(
            LocalSpark.session(),
            ConfigurationFile.load(Path.of("conf", file), all),
            new SilentConsole());
    return new ObjectMapper().readTree(result.json());
  }

  /**
   * The mean square of the residuals of y on the columns and a constant, by Gaussian elimination in
   * float64.
   */
  private static double leastSquares(Path csv) throws IOException {
    double[][] rows =
        Files.readAllLines(csv).stream()
            .skip(1)
            .map(line -> Arrays.stream(line.split(",")).mapToDouble(Double::parseDouble).toArray())
            .toArray(double[][]::new);
    int columns = rows[0].length; // the label's place is the constant's
    double[] means = new double[columns];
    for (double[] row : rows) {
      for (int j = 0; j < columns; j++) {
        means[j] += row[j] / rows.length;
      }
    }
    double[][] system = new double[columns][columns + 1];
    for (double[] row : rows) {
      double[] x = new double[columns];
      for (int j = 0; j < columns - 1; j++) {
        x[j] = row[j] - means[j];
      }
      x[columns - 1] = 1;
      for (int i = 0; i < columns; i++) {
        for (int j = 0; j < columns; j++) {
          system[i][j] += x[i] * x[j];
        }
        system[i][columns] += x[i] * row[columns - 1];
      }
    }
    double[] beta = solved(system);
    double squares = 0;
    for (double[] row : rows) {
      double residual = beta[columns - 1] - row[columns - 1];
      for (int j = 0; j < columns - 1; j++) {
        residual += beta[j] * (row[j] - means[j]);
      }
      squares += residual * residual / rows.length;
    }
    return squares;
  }

  private static double[] solved(double[][] system) {
    int size = system.length;
    for (int pivot = 0; pivot < size; pivot++) {
      for (int i = pivot + 1; i < size; i++) {
        double factor = system[i][pivot] / system[pivot][pivot];
        for (int j = pivot; j <= size; j++) {
          system[i][j] -= factor * system[pivot][j];
        }
      }
    }
    double[] solution = new double[size];
    for (int i = size - 1; i >= 0; i--) {
      double sum = system[i][size];
      for (int j = i + 1; j < size; j++) {
        sum -= system[i][j] * solution[j];
      }
      solution[i] = sum / system[i][i];
    }
    return solution;
  }
}
