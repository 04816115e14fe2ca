package io.fallline.scorer;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fallline.core.failure.Failure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a scorer takes, refuses and shares. */
class ScorerTest {
  private static final ModelCase STRICT =
      new ModelCase("softmax", "tanh", "STANDARD", "ERROR", true, false, true, "ash elm oak");

  @TempDir private Path directory;
  private int models;

  @Test
  void theModelSaysWhatARowNeedsAndWhatIsPredicted() {
    Scorer scorer = scorer(STRICT);
    assertEquals(List.of("size", "v", "score", "exposure"), scorer.columns());
    assertEquals(List.of("ash", "elm", "oak"), scorer.classes());
    Prediction prediction = scorer.score(STRICT.rows().get(0));
    assertEquals(3, prediction.probabilities().length);
    int likeliest = scorer.classes().indexOf(prediction.value());
    for (double probability : prediction.probabilities()) {
      assertTrue(probability <= prediction.probabilities()[likeliest]);
    }
  }

  @Test
  void aVectorIsAnArrayAListOrAMapOfWhatIsNotZero() {
    Scorer scorer = scorer(STRICT);
    Map<String, Object> row = new HashMap<>(STRICT.rows().get(0));
    row.put("v", new double[] {0.5, 0, -2});
    double[] expected = scorer.score(row).scores();
    for (Object same :
        List.of(
            new float[] {0.5f, 0, -2},
            List.of(0.5, 0, -2),
            List.of("0.5", 0L, "-2"),
            Map.of(2, -2, 0, 0.5))) {
      row.put("v", same);
      assertArrayEquals(expected, scorer.score(row).scores(), same.toString());
    }
  }

  @Test
  void aRowThatCannotBeUsedIsRefusedWithWhatAndWhereAndWhyTheModelCannotTakeIt() {
    String none = ", as the model was trained with missing = \"error\"";
    refused("size", "n/a", "column \"size\" is \"n/a\", expected a number" + none);
    refused("size", null, "column \"size\" is empty, expected a number" + none);
    refused("size", "wide", "column \"size\" is \"wide\", expected a number");
    refused("size", "3,5", "column \"size\" is \"3,5\", expected a number with a decimal point");
    refused("size", new double[2], "column \"size\" is a vector, expected a number");
    refused(
        "size", Double.POSITIVE_INFINITY, "column \"size\" is infinite, expected a finite number");
    refused(
        "size",
        1e200,
        "column \"size\" is 1.0E200, expected a magnitude of at most 1e150, as larger ones are"
            + " beyond scaling");
    refused(
        "size",
        1e100,
        "column \"size\" is 1.0E100, expected a number that float32 can hold once scaled");
    refused("v", new double[2], "column \"v\" is a vector of 2 elements, expected 3 elements");
    refused(
        "v",
        Map.of(3, 1.0),
        "column \"v\" is a vector with an element 3, expected elements 0 to 2");
    refused(
        "v", new double[] {0, Double.NaN, 0}, "column \"v[1]\" is NaN, expected a number" + none);
    refused("v", 1.0, "column \"v\" is 1.0, expected a vector");
    refused("v", null, "column \"v\" is empty, expected a vector");
    refused("score", "", "column \"score\" is empty, expected a category" + none);
    refused("score", List.of("red"), "column \"score\" is a vector, expected a text or a number");
    refused("exposure", null, "column \"exposure\" is empty, expected a number");
  }

  private void refused(String column, Object value, String message) {
    Map<String, Object> row = new HashMap<>(STRICT.rows().get(0));
    row.put(column, value);
    Scorer scorer = scorer(STRICT);
    Failure refused = assertThrows(Failure.class, () -> scorer.score(row));
    assertEquals(Failure.Kind.DATA, refused.kind());
    assertEquals(message, refused.getMessage());
    double[] after = scorer.score(STRICT.rows().get(1)).scores();
    assertArrayEquals(scorer(STRICT).score(STRICT.rows().get(1)).scores(), after);
  }

  @Test
  void aColumnThatIsNotThereIsNamedWithTheNearest() {
    Map<String, Object> row = new HashMap<>(STRICT.rows().get(0));
    row.put("Exposure", row.remove("exposure"));
    Failure refused = assertThrows(Failure.class, () -> scorer(STRICT).score(row));
    assertEquals(
        "the row has no column \"exposure\"; did you mean Exposure? (null stands for a value that is not known)",
        refused.getMessage());
  }

  @Test
  void missingValuesCountAsInTraining() {
    ModelCase mean = new ModelCase("mse", "relu", "STANDARD", "MEAN", true, false, false, "0 1");
    Scorer scorer = scorer(mean);
    Map<String, Object> row = new HashMap<>(mean.rows().get(1));
    row.put("size", 0.25);
    double[] filled = scorer.score(row).scores();
    row.put("size", null);
    assertArrayEquals(filled, scorer.score(row).scores());
  }

  @Test
  void aFileThatIsNotTheOneThatWasWrittenIsRefused() throws IOException {
    Path model = STRICT.write(directory.resolve("model"), "java");
    Path parameters = model.resolve("model.safetensors");
    byte[] bytes = Files.readAllBytes(parameters);
    bytes[bytes.length - 1] ^= 1;
    Files.write(parameters, bytes);
    Failure refused = assertThrows(Failure.class, () -> Scorer.load(model));
    assertEquals(Failure.Kind.DATA, refused.kind());
    assertTrue(refused.getMessage().contains("has SHA-256"), refused.getMessage());
    Files.delete(parameters);
    assertTrue(
        assertThrows(Failure.class, () -> Scorer.load(model)).getMessage().contains("is missing"));
    Path nowhere = directory.resolve("nowhere");
    assertEquals(
        nowhere + ": does not exist, expected a model directory (model.safetensors, manifest.json)",
        assertThrows(Failure.class, () -> Scorer.load(nowhere)).getMessage());
  }

  @Test
  void threadsShareAScorer() throws Exception {
    for (String kernels : List.of("portable", "java")) {
      Scorer scorer = Scorer.load(STRICT.write(directory.resolve(kernels), kernels));
      List<Map<String, Object>> rows = STRICT.rows();
      List<double[]> alone = rows.stream().map(row -> scorer.score(row).scores()).toList();
      ExecutorService threads = Executors.newFixedThreadPool(4);
      try {
        List<Future<?>> running = new ArrayList<>();
        for (int thread = 0; thread < 4; thread++) {
          running.add(
              threads.submit(
                  () -> {
                    for (int i = 0; i < 2_000; i++) {
                      int row = i % alone.size();
                      assertArrayEquals(alone.get(row), scorer.score(rows.get(row)).scores());
                    }
                  }));
        }
        for (Future<?> thread : running) {
          thread.get();
        }
      } finally {
        threads.shutdownNow();
      }
    }
  }

  private Scorer scorer(ModelCase model) {
    models++;
    return Scorer.load(model.write(directory.resolve("model" + models), "portable"));
  }
}
