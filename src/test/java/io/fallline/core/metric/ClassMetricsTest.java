package io.fallline.core.metric;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fallline.core.loss.LabelKind;
import io.fallline.core.setting.Hyperparameters;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Metrics of classes against plain definitions and known values. */
class ClassMetricsTest {
  private static double metric(String name, Evaluation evaluation) {
    return named(name).of(evaluation);
  }

  private static Metric named(String name) {
    return Metrics.registry().create(name, Hyperparameters.defaults());
  }

  private static Evaluation unweighted(int classes, int[] labels, int[] predictions) {
    List<ScoredRow> rows = new ArrayList<>();
    for (int i = 0; i < labels.length; i++) {
      rows.add(new ScoredRow(1, labels[i], predictions[i], 0, predictions[i]));
    }
    return ScoredRow.evaluate(rows, classes);
  }

  private static Evaluation scored(int[] labels, double[] scores) {
    List<ScoredRow> rows = new ArrayList<>();
    for (int i = 0; i < labels.length; i++) {
      rows.add(new ScoredRow(1, labels[i], 0, 0, scores[i]));
    }
    return ScoredRow.evaluate(rows, 2);
  }

  /**
   * The share of all pairs of a positive and a negative row that the score puts in order; ties
   * count half.
   */
  private static double aucOverAllPairs(List<ScoredRow> rows) {
    double inOrder = 0;
    double all = 0;
    for (ScoredRow positive : rows) {
      for (ScoredRow negative : rows) {
        if (positive.label() == 1 && negative.label() == 0) {
          double weight = positive.weight() * negative.weight();
          all += weight;
          inOrder += weight * (1 + Math.signum(positive.score() - negative.score())) / 2;
        }
      }
    }
    return inOrder / all;
  }

  @Test
  void aucIsTheShareOfPairsInOrder() {
    for (long seed = 0; seed < 5; seed++) {
      List<ScoredRow> rows = ScoredRow.random(700, 2, seed);
      double expected = aucOverAllPairs(rows);
      assertEquals(expected, metric("auc", ScoredRow.evaluate(rows, 2)), 1e-12);
    }
  }

  @Test
  void aucOfKnownScores() {
    int[] labels = {0, 0, 1, 1};
    assertEquals(0.75, metric("auc", scored(labels, new double[] {0.1, 0.4, 0.35, 0.8})));
    assertEquals(1, metric("auc", scored(labels, new double[] {-2, -1, 1, 2})));
    assertEquals(0, metric("auc", scored(labels, new double[] {2, 1, -1, -2})));
    assertEquals(0.5, metric("auc", scored(labels, new double[] {7, 7, 7, 7})));
    assertEquals(0.5, metric("auc", scored(new int[] {0, 1}, new double[] {0.0, -0.0})));
    double infinity = Double.POSITIVE_INFINITY;
    assertEquals(1, metric("auc", scored(labels, new double[] {-infinity, 0, 1e300, infinity})));
  }

  @Test
  void aucOfOneClassOrOfScoresThatAreNoNumbersIsUndefined() {
    assertEquals(Double.NaN, metric("auc", scored(new int[] {1, 1}, new double[] {1, 2})));
    assertEquals(Double.NaN, metric("auc", scored(new int[] {0, 0}, new double[] {1, 2})));
    assertEquals(Double.NaN, metric("auc", scored(new int[] {0, 1}, new double[] {1, Double.NaN})));
  }

  @Test
  void accuracyIsTheShareOfTheWeightThatWasHit() {
    for (int classes : new int[] {2, 5}) {
      List<ScoredRow> rows = ScoredRow.random(300, classes, 7);
      double hits = 0;
      double all = 0;
      for (ScoredRow row : rows) {
        hits += row.label() == row.prediction() ? row.weight() : 0;
        all += row.weight();
      }
      assertEquals(hits / all, metric("accuracy", ScoredRow.evaluate(rows, classes)), 1e-13);
    }
  }

  @Test
  void binaryPrecisionRecallAndF1AreThoseOfClassOne() {
    List<ScoredRow> rows = ScoredRow.random(300, 2, 8);
    double hits = 0;
    double labelled = 0;
    double predicted = 0;
    for (ScoredRow row : rows) {
      hits += row.label() == 1 && row.prediction() == 1 ? row.weight() : 0;
      labelled += row.label() == 1 ? row.weight() : 0;
      predicted += row.prediction() == 1 ? row.weight() : 0;
    }
    double precision = hits / predicted;
    double recall = hits / labelled;
    Evaluation evaluation = ScoredRow.evaluate(rows, 2);
    assertEquals(precision, metric("precision", evaluation), 1e-13);
    assertEquals(recall, metric("recall", evaluation), 1e-13);
    assertEquals(2 * precision * recall / (precision + recall), metric("f1", evaluation), 1e-13);
  }

  @Test
  void withMoreClassesTheyAreMacroMeans() {
    Evaluation evaluation =
        unweighted(3, new int[] {0, 1, 2, 0, 1, 2}, new int[] {0, 2, 1, 0, 0, 1});
    assertEquals((2.0 / 3 + 0 + 0) / 3, metric("precision", evaluation), 1e-15);
    assertEquals((1.0 + 0 + 0) / 3, metric("recall", evaluation), 1e-15);
    assertEquals((0.8 + 0 + 0) / 3, metric("f1", evaluation), 1e-15);
  }

  @Test
  void macroMeansLeaveOutClassesThatOccurNowhere() {
    Evaluation evaluation = unweighted(4, new int[] {0, 1, 1}, new int[] {0, 1, 0});
    assertEquals((0.5 + 1) / 2, metric("precision", evaluation), 1e-15);
    assertEquals((1 + 0.5) / 2, metric("recall", evaluation), 1e-15);
  }

  @Test
  void aClassThatIsNeverPredictedHasNoPrecisionAmongTwoAndZeroAmongMore() {
    assertEquals(
        Double.NaN, metric("precision", unweighted(2, new int[] {0, 1}, new int[] {0, 0})));
    assertEquals(
        (0.5 + 0 + 1) / 3,
        metric("precision", unweighted(3, new int[] {0, 1, 2}, new int[] {0, 0, 2})),
        1e-15);
    assertEquals(Double.NaN, metric("recall", unweighted(2, new int[] {0, 0}, new int[] {0, 1})));
    assertEquals(Double.NaN, metric("f1", unweighted(2, new int[] {0, 0}, new int[] {0, 0})));
  }

  @Test
  void theConfusionMatrixHasLabelsInRowsAndPredictionsInColumns() {
    ConfusionMatrix confusion =
        unweighted(3, new int[] {0, 1, 1, 2}, new int[] {0, 2, 2, 1}).confusion();
    assertEquals(3, confusion.classes());
    assertEquals(1, confusion.weight(0, 0));
    assertEquals(2, confusion.weight(1, 2));
    assertEquals(1, confusion.weight(2, 1));
    assertEquals(0, confusion.weight(2, 2));
  }

  @Test
  void theConfusionMatrixOfAHundredThousandClassesHoldsThePairsThatOccur() {
    List<ScoredRow> rows = ScoredRow.random(2_000, 100_000, 17);
    Evaluation half = ScoredRow.evaluate(rows.subList(0, 1_000), 100_000);
    Evaluation other = ScoredRow.evaluate(rows.subList(1_000, 2_000), 100_000);
    ConfusionMatrix confusion = Evaluation.add(half, other).confusion();
    Map<Long, Double> expected = new TreeMap<>();
    for (ScoredRow row : rows) {
      if (row.weight() != 0) {
        expected.merge(row.label() * 100_000L + row.prediction(), row.weight(), Double::sum);
      }
    }
    assertArrayEquals(
        expected.keySet().stream().mapToLong(pair -> pair).toArray(), confusion.pairs());
    assertArrayEquals(
        expected.values().stream().mapToDouble(weight -> weight).toArray(),
        confusion.weights(),
        1e-12);
  }

  @Test
  void theConfusionMatrixOfPartsIsThatOfAllRows() {
    List<ScoredRow> rows = ScoredRow.random(500, 5, 18);
    double[][] sums = new double[5][5];
    for (ScoredRow row : rows) {
      sums[row.label()][row.prediction()] += row.weight();
    }
    Evaluation parts = Evaluation.EMPTY;
    for (int i = 0; i < 500; i += 50) {
      parts = Evaluation.add(parts, ScoredRow.evaluate(rows.subList(i, i + 50), 5));
    }
    for (int label = 0; label < 5; label++) {
      double labelled = 0;
      for (int prediction = 0; prediction < 5; prediction++) {
        assertEquals(sums[label][prediction], parts.confusion().weight(label, prediction), 1e-12);
        labelled += sums[label][prediction];
      }
      assertEquals(labelled, parts.confusion().labelled()[label], 1e-12);
    }
  }

  @Test
  void logLossIsTheWeightedMeanAndUndefinedWithoutProbabilities() {
    List<ScoredRow> rows = List.of(new ScoredRow(1, 0, 0, 0.5, 0), new ScoredRow(3, 1, 1, 0.1, 0));
    assertEquals(0.2, metric("logLoss", ScoredRow.evaluate(rows, 2)), 1e-15);
    List<ScoredRow> hinge =
        List.of(new ScoredRow(1, 0, 0, Double.NaN, 0), new ScoredRow(3, 1, 1, Double.NaN, 0));
    Evaluation evaluation = ScoredRow.evaluate(hinge, 2);
    assertEquals(Double.NaN, metric("logLoss", evaluation));
    assertEquals(1, metric("accuracy", evaluation));
  }

  @Test
  void anIndexBeyondTheClassesIsADefect() {
    EvaluationBuilder builder = new EvaluationBuilder(LabelKind.CLASS, 3);
    assertThrows(IndexOutOfBoundsException.class, () -> builder.addClass(1, 0, 3, 0, 0, 0));
  }

  @Test
  void higherIsBetterForAllButTheLosses() {
    for (String name : List.of("logLoss", "rmse", "mae")) {
      assertFalse(named(name).higherIsBetter(), name);
    }
    for (String name : List.of("accuracy", "auc", "precision", "recall", "f1", "r2")) {
      assertTrue(named(name).higherIsBetter(), name);
    }
    for (String name : Metrics.registry().names()) {
      Metric metric = named(name);
      assertTrue(metric.appliesTo(LabelKind.BINARY) != metric.appliesTo(LabelKind.NUMBER), name);
    }
    assertEquals(
        -0.75,
        named("auc").asLoss(scored(new int[] {0, 0, 1, 1}, new double[] {0.1, 0.4, 0.35, 0.8})));
  }
}
