package io.fallline.onnx;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import io.fallline.core.activation.Activations;
import io.fallline.core.failure.Failure;
import io.fallline.core.loss.Losses;
import io.fallline.core.network.NetworkSpec;
import io.fallline.model.Encoding;
import io.fallline.model.InputColumn;
import io.fallline.model.InputColumn.InputKind;
import io.fallline.scorer.ModelCase;
import io.fallline.scorer.Prediction;
import io.fallline.scorer.Scorer;
import java.lang.reflect.Array;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Exported models in ONNX Runtime, beside our own predictions. */
class OnnxModelTest {
  private static final double TOLERANCE = 1e-5;
  private static final List<String> SCALINGS = List.of("STANDARD", "MINMAX", "MAXABS", "NONE");
  private static final List<String> MISSING = List.of("ERROR", "ZERO", "MEAN");

  @TempDir private Path directory;

  /** Every loss with every activation and without hidden layers; the rest takes turns. */
  static Stream<List<ModelCase>> everyLossAndActivation() {
    List<String> activations = new ArrayList<>(OnnxActivationNodes.registry().names());
    activations.add(null);
    List<List<ModelCase>> cases = new ArrayList<>();
    int turn = 0;
    for (String loss : Losses.registry().names()) {
      for (String activation : activations) {
        List<ModelCase> four = new ArrayList<>();
        for (boolean categorical : new boolean[] {false, true}) {
          for (boolean sparse : new boolean[] {false, true}) {
            String scaling = SCALINGS.get(turn % SCALINGS.size());
            String missing = MISSING.get(turn % MISSING.size());
            String classes =
                turn % 5 == 0
                    ? "1 2.5 7"
                    : turn % 5 == 1 ? "false true" : turn % 5 < 3 ? "0 1 2" : "ash elm oak";
            four.add(
                new ModelCase(
                    loss,
                    activation,
                    scaling,
                    missing,
                    categorical,
                    sparse,
                    turn % 7 < 3,
                    classes));
            turn++;
          }
        }
        cases.add(four);
      }
    }
    return cases.stream();
  }

  @ParameterizedTest
  @MethodSource("everyLossAndActivation")
  void onnxRuntimePredictsWhatWePredict(List<ModelCase> cases) throws OrtException {
    for (int i = 0; i < cases.size(); i++) {
      ModelCase model = cases.get(i);
      Scorer scorer = Scorer.load(model.write(directory.resolve("model" + i), "java"));
      OnnxRun run = OnnxRun.of(file(model), model.encoding(), model.rows());
      for (int row = 0; row < model.rows().size(); row++) {
        compare(model, scorer.score(model.rows().get(row)), run, row);
      }
    }
  }

  private static void compare(ModelCase model, Prediction ours, OnnxRun run, int row) {
    String what = model + ", row " + row;
    Object value = Array.get(run.prediction(), row);
    if (ours.value() instanceof Double number) {
      double found = ((Number) value).doubleValue();
      assertEquals(number, found, TOLERANCE * Math.max(1, Math.abs(number)), what);
    } else {
      assertEquals(ours.value(), value, what);
    }
    assertArrayEquals(ours.scores(), run.score()[row], TOLERANCE, what);
    if (ours.probabilities().length == 0) {
      assertNull(run.probability(), what);
    } else {
      assertArrayEquals(ours.probabilities(), run.probability()[row], TOLERANCE, what);
    }
  }

  @Test
  void classesAreTextsWholeNumbersNumbersOrTruthValues() throws OrtException {
    assertInstanceOf(String[].class, predicted("ash elm oak"));
    assertInstanceOf(long[].class, predicted("-1 1 2"));
    assertInstanceOf(double[].class, predicted("0.5 1 2"));
    assertInstanceOf(boolean[].class, predicted("false true"));
  }

  private static Object predicted(String classes) throws OrtException {
    ModelCase model =
        new ModelCase("softmax", "tanh", "NONE", "ZERO", false, false, false, classes);
    return OnnxRun.of(file(model), model.encoding(), model.rows()).prediction();
  }

  @Test
  void theFileSaysWhatItTakesAndGives() throws OrtException {
    ModelCase model =
        new ModelCase("softmax", "relu", "STANDARD", "ZERO", true, false, true, "ash elm oak");
    try (OrtSession session = OrtEnvironment.getEnvironment().createSession(file(model))) {
      // a column that has the name of an output makes way
      assertEquals(Set.of("features", "score_", "exposure"), session.getInputNames());
      assertEquals(Set.of("prediction", "probability", "score"), session.getOutputNames());
      Map<String, String> metadata = session.getMetadata().getCustomMetadata();
      assertEquals("softmax", metadata.get("loss"));
      assertEquals("[\"ash\",\"elm\",\"oak\"]", metadata.get("classes"));
      assertEquals(
          "[{\"column\":\"size\",\"width\":1},{\"column\":\"v\",\"width\":3}]",
          metadata.get("features"));
      assertEquals("c0ffee", metadata.get("parametersSha256"));
      assertEquals("fallline", session.getMetadata().getProducerName());
    }
  }

  @Test
  void hashedColumnsAreRefusedWithWhatToDo() {
    ModelCase model = new ModelCase("mse", null, "NONE", "ZERO", false, false, false, "0 1");
    Encoding plain = model.encoding();
    Encoding hashing =
        new Encoding(
            "y",
            null,
            null,
            plain.labels(),
            List.of(new InputColumn("shop", InputKind.HASHED, 0, List.of())),
            2,
            plain.missing(),
            plain.scaling(),
            true,
            null,
            null,
            new double[0],
            new double[0]);
    NetworkSpec network = new NetworkSpec(4, List.of(), List.of(), "mse", Map.of(), 0, true, 0);
    Failure refused =
        assertThrows(
            Failure.class,
            () -> OnnxModel.bytes("shops", network, new double[5], hashing, Map.of()));
    assertEquals(Failure.Kind.DATA, refused.kind());
    assertTrue(
        refused.getMessage().startsWith("shops: hashes the column shop, and ONNX has no operator"),
        refused.getMessage());
  }

  @Test
  void theActivationsThatItWritesAreThere() {
    assertTrue(Activations.registry().names().containsAll(OnnxActivationNodes.registry().names()));
  }

  @Test
  void anActivationWithoutOperatorsIsRefusedByName() {
    ModelCase model = new ModelCase("mse", null, "NONE", "ZERO", false, false, false, "0 1");
    NetworkSpec network =
        new NetworkSpec(4, List.of(3), List.of("swish"), "mse", Map.of(), 0, true, 0);
    Failure refused =
        assertThrows(
            Failure.class,
            () -> OnnxModel.bytes("shops", network, new double[19], model.encoding(), Map.of()));
    assertEquals(Failure.Kind.DATA, refused.kind());
    assertTrue(
        refused.getMessage().startsWith("shops: onnx cannot write the activation swish, expected"),
        refused.getMessage());
  }

  private static byte[] file(ModelCase model) {
    return OnnxModel.bytes(
        "model",
        model.network(),
        model.parameters(),
        model.encoding(),
        Map.of("parametersSha256", "c0ffee"));
  }
}
