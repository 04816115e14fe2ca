package io.fallline.job.training;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.fallline.core.network.NetworkSpec;
import io.fallline.core.network.ParameterLayout;
import io.fallline.job.scoring.PlainScores;
import io.fallline.job.scoring.SampleEncoding;
import io.fallline.job.scoring.TrainedModel;
import io.fallline.model.Encoding;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Carried over, a model says of a raw row what it has said before. */
public class WarmStartWeightsTest {
  private static final double TOLERANCE = 1e-9;
  private static final Encoding EARLIER = earlier().classes("ash", "elm", "oak").build();
  private static final List<Map<String, Object>> ROWS =
      List.of(
          row(1.5, -2, "red", "ann"),
          row(-30, 400, "tan", "bob"),
          row(0, 0, "red", "cid"),
          row(7, 1e-3, "jet", "dan")); // jet was never seen

  private static SampleEncoding earlier() {
    return new SampleEncoding()
        .number("a", 3, 0.5)
        .vector("v", 2, -1, 2)
        .categorical("c", "red", "tan")
        .hashed("h", 3);
  }

  private static Map<String, Object> row(double a, double v, String c, String h) {
    return Map.of("a", a, "v", new double[] {v, 2 * v, 5}, "c", c, "h", h, "n", 9.0, "k", "x");
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2})
  void othersCentersAndScalesLeaveTheScoresAlone(int hiddenLayers) {
    assertSameScores(
        EARLIER,
        new SampleEncoding()
            .number("a", -7, 0.1)
            .vector("v", 2, 55, 13)
            .categorical("c", "red", "tan")
            .hashed("h", 3)
            .classes("ash", "elm", "oak")
            .build(),
        hiddenLayers);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2})
  void everythingElsewhereAndMoreBesideLeavesTheScoresAlone(int hiddenLayers) {
    assertSameScores(
        EARLIER,
        new SampleEncoding()
            .number("n", 1, 4)
            .vector("v", 3, 0.5, 1)
            .number("a", 0, 9)
            .categorical("k", "x", "y")
            .categorical("c", "jet", "red", "sky", "tan")
            .hashed("h", 3)
            .classes("ash", "elm", "oak")
            .build(),
        hiddenLayers);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1})
  void ofClassesThatStandElsewhereEachKeepsItsScore(int hiddenLayers) {
    assertSameScores(EARLIER, earlier().classes("oak", "ash", "elm").build(), hiddenLayers);
    assertSameScores(EARLIER, earlier().classes("elm", "oak").build(), hiddenLayers);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1})
  void aNewClassHasScoreZeroAndTheOthersKeepTheirs(int hiddenLayers) {
    assertSameScores(
        EARLIER, earlier().classes("ash", "birch", "elm", "oak", "yew").build(), hiddenLayers);
  }

  @Test
  void aColumnThatIsGoneCountsAsItsCenterDid() {
    Encoding present =
        new SampleEncoding()
            .number("a", -7, 0.1)
            .categorical("c", "red", "tan")
            .hashed("h", 3)
            .classes("ash", "elm", "oak")
            .build();
    TrainedModel model = model(EARLIER, 1, true);
    for (Map<String, Object> row : ROWS) {
      Map<String, Object> centred = new java.util.HashMap<>(row);
      centred.put("v", new double[] {-1, -1});
      assertArrayEquals(scores(model, centred), carried(model, present, row), TOLERANCE);
    }
  }

  @Test
  void aCategoryThatIsGoneCountsAsOneThatWasNeverSeen() {
    Encoding present =
        new SampleEncoding()
            .number("a", 3, 0.5)
            .vector("v", 2, -1, 2)
            .categorical("c", "tan")
            .hashed("h", 3)
            .classes("ash", "elm", "oak")
            .build();
    TrainedModel model = model(EARLIER, 0, true);
    for (Map<String, Object> row : ROWS) {
      Map<String, Object> unseen = new java.util.HashMap<>(row);
      unseen.put("c", row.get("c").equals("tan") ? "tan" : "never seen");
      assertArrayEquals(scores(model, unseen), carried(model, present, row), TOLERANCE);
    }
  }

  @Test
  void aColumnOfAnotherKindIsANewOne() {
    Encoding present = new SampleEncoding().number("a", 3, 0.5).categorical("v", "x").build();
    Encoding before = new SampleEncoding().number("a", 3, 0.5).number("v", 3, 0.5).build();
    double[] weights = weights(model(before, 0, true), present);
    assertNotEquals(0, weights[0]);
    assertEquals(0, weights[1]);
  }

  @Test
  void aBlockOfOtherHashBitsBeginsAtZero() {
    Encoding before = new SampleEncoding().number("a", 3, 0.5).hashed("h", 3).build();
    Encoding present = new SampleEncoding().number("a", 3, 0.5).hashed("h", 2).build();
    double[] weights = weights(model(before, 0, true), present);
    assertArrayEquals(new double[4], java.util.Arrays.copyOfRange(weights, 1, 5));
    assertNotEquals(0, weights[0]);
  }

  @Test
  void sparseRowsAreRescaledWithoutACenter() {
    Encoding before = sparse(3).build();
    Encoding present = sparse(17).build();
    TrainedModel model = model(before, 1, true);
    assertSameScores(before, present, 1);
    double[] weights = weights(model, present);
    assertEquals(model.parameters()[0] * 17 / 3, weights[0], TOLERANCE);
  }

  private static SampleEncoding sparse(double scale) {
    return new SampleEncoding()
        .number("a", 0, scale)
        .categorical("c", "red", "tan")
        .hashed("h", 3)
        .sparse()
        .classes("ash", "elm", "oak");
  }

  @Test
  void rowsThatWereDenseAndAreSparseScoreTheSame() {
    Encoding before =
        new SampleEncoding().number("a", 3, 0.5).hashed("h", 3).classes("ash", "elm").build();
    Encoding present =
        new SampleEncoding()
            .number("a", 0, 2)
            .hashed("h", 3)
            .sparse()
            .classes("ash", "elm")
            .build();
    assertSameScores(before, present, 0);
    assertSameScores(present, before, 0);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 2})
  void aModelOfNumbersKeepsItsOneScore(int hiddenLayers) {
    assertSameScores(
        new SampleEncoding().number("a", 3, 0.5).categorical("c", "red", "tan").build(),
        new SampleEncoding()
            .number("n", 0, 1)
            .number("a", -3, 5)
            .categorical("c", "tan", "red")
            .build(),
        hiddenLayers);
  }

  @Test
  void withoutBiasesOtherScalesAloneLeaveTheScoresAlone() {
    Encoding before = new SampleEncoding().number("a", 3, 0.5).number("n", 1, 2).build();
    Encoding present = new SampleEncoding().number("n", 1, 8).number("a", 3, 4).build();
    TrainedModel model = model(before, 0, false);
    for (Map<String, Object> row : ROWS) {
      assertArrayEquals(scores(model, row), carried(model, present, row), TOLERANCE);
    }
  }

  /** Of known classes the scores, of new ones zeros. */
  private static void assertSameScores(Encoding before, Encoding present, int hiddenLayers) {
    TrainedModel model = model(before, hiddenLayers, true);
    for (Map<String, Object> row : ROWS) {
      double[] expected = scores(model, row);
      double[] found = carried(model, present, row);
      if (present.classes() == null) {
        assertArrayEquals(expected, found, TOLERANCE);
        continue;
      }
      assertEquals(present.classCount(), found.length);
      for (int k = 0; k < found.length; k++) {
        int earlier = before.classes().indexOf(present.classes().names().get(k));
        double score = earlier < 0 ? 0 : expected[earlier];
        assertEquals(score, found[k], TOLERANCE * Math.max(1, Math.abs(score)), row.toString());
      }
    }
  }

  private static double[] scores(TrainedModel model, Map<String, Object> row) {
    return PlainScores.of(model.network(), model.parameters(), model.encoding(), row);
  }

  private static double[] carried(TrainedModel model, Encoding present, Map<String, Object> row) {
    return PlainScores.of(like(model, present), weights(model, present), present, row);
  }

  private static double[] weights(TrainedModel model, Encoding present) {
    return WarmStartWeights.of(model, like(model, present), present);
  }

  private static NetworkSpec like(TrainedModel model, Encoding present) {
    return network(present, model.network().hidden(), model.network().intercept());
  }

  public static TrainedModel model(Encoding encoding, int hiddenLayers, boolean intercept) {
    NetworkSpec network = network(encoding, List.of(4, 3).subList(0, hiddenLayers), intercept);
    double[] parameters =
        new Random(7).doubles(ParameterLayout.of(network).size(), -1, 1).toArray();
    return new TrainedModel(
        network, parameters, encoding, "java", new ObjectMapper().createObjectNode());
  }

  public static NetworkSpec network(Encoding encoding, List<Integer> hidden, boolean intercept) {
    return new NetworkSpec(
        encoding.inputs(),
        hidden,
        Collections.nCopies(hidden.size(), "tanh"),
        encoding.classes() == null ? "mse" : "softmax",
        Map.of(),
        encoding.classCount(),
        intercept,
        0);
  }
}
