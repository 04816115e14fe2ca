package io.fallline.core.metric;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fallline.core.loss.LabelKind;
import io.fallline.core.setting.Hyperparameters;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Evaluations add up: any split tells the same, one split always to the same bits. */
class EvaluationTest {
  private static double metric(String name, Evaluation evaluation) {
    return Metrics.registry().create(name, Hyperparameters.defaults()).of(evaluation);
  }

  /** A complete binary tree over leaves of the given size. */
  private static Evaluation tree(List<Evaluation> leaves) {
    if (leaves.size() == 1) {
      return leaves.get(0);
    }
    int half = leaves.size() / 2;
    return Evaluation.add(tree(leaves.subList(0, half)), tree(leaves.subList(half, leaves.size())));
  }

  private static List<Evaluation> classLeaves(List<ScoredRow> rows, int classes, int size) {
    List<Evaluation> leaves = new ArrayList<>();
    for (int from = 0; from < rows.size(); from += size) {
      List<ScoredRow> leaf = rows.subList(from, Math.min(rows.size(), from + size));
      leaves.add(ScoredRow.evaluate(leaf, classes));
    }
    return leaves;
  }

  private static List<Evaluation> numberLeaves(int rows, int size) {
    Random random = new Random(5);
    List<Evaluation> leaves = new ArrayList<>();
    EvaluationBuilder builder = new EvaluationBuilder(LabelKind.NUMBER, 0);
    for (int i = 0; i < rows; i++) {
      double label = 100 + random.nextGaussian();
      double prediction = label + random.nextGaussian() / 3;
      builder.addNumber(random.nextDouble(), Math.abs(label - prediction), label, prediction);
      if ((i + 1) % size == 0 || i == rows - 1) {
        leaves.add(builder.build());
        builder = new EvaluationBuilder(LabelKind.NUMBER, 0);
      }
    }
    return leaves;
  }

  private static void assertClose(Evaluation whole, Evaluation parts) {
    assertEquals(whole.rows(), parts.rows());
    assertEquals(whole.weight(), parts.weight(), 1e-12 * whole.weight());
    assertEquals(whole.lossSum(), parts.lossSum(), 1e-12 * whole.lossSum());
    for (String name : Metrics.registry().names()) {
      double expected = metric(name, whole);
      double found = metric(name, parts);
      boolean close = Double.compare(expected, found) == 0 || Math.abs(expected - found) < 1e-12;
      assertTrue(close, name + ": " + expected + " and " + found);
    }
  }

  private static void assertSameBits(Evaluation one, Evaluation other) {
    assertEquals(one.rows(), other.rows());
    assertEquals(one.weight(), other.weight());
    assertEquals(one.lossSum(), other.lossSum());
    for (String name : Metrics.registry().names()) {
      assertEquals(metric(name, one), metric(name, other), name);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 3, 64, 999})
  void anySplitTellsTheSameOfClasses(int leaf) {
    for (int classes : new int[] {2, 4}) {
      List<ScoredRow> rows = ScoredRow.random(1000, classes, 21);
      Evaluation whole = ScoredRow.evaluate(rows, classes);
      assertClose(whole, tree(classLeaves(rows, classes, leaf)));
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 3, 64, 999})
  void anySplitTellsTheSameOfNumbers(int leaf) {
    assertClose(tree(numberLeaves(1000, 1000)), tree(numberLeaves(1000, leaf)));
  }

  @Test
  void oneSplitGivesTheSameBits() {
    List<ScoredRow> rows = ScoredRow.random(1000, 2, 22);
    assertSameBits(tree(classLeaves(rows, 2, 37)), tree(classLeaves(rows, 2, 37)));
    assertSameBits(tree(numberLeaves(1000, 37)), tree(numberLeaves(1000, 37)));
  }

  @Test
  void addingChangesNeitherSide() {
    List<Evaluation> leaves = classLeaves(ScoredRow.random(200, 2, 23), 2, 100);
    double before = metric("accuracy", leaves.get(0));
    Evaluation.add(leaves.get(0), leaves.get(1));
    assertEquals(before, metric("accuracy", leaves.get(0)));
    assertEquals(100, leaves.get(0).rows());
  }

  @Test
  void anEmptyEvaluationAddsNothing() {
    Evaluation some = ScoredRow.evaluate(ScoredRow.random(10, 2, 24), 2);
    Evaluation none = new EvaluationBuilder(LabelKind.BINARY, 2).build();
    assertSame(some, Evaluation.add(some, none));
    assertSame(some, Evaluation.add(none, some));
    assertEquals(0, Evaluation.add(Evaluation.EMPTY, none).rows());
  }

  @Test
  void everyMetricOfNoRowsOrOfNoWeightIsUndefined() {
    Evaluation weightless = ScoredRow.evaluate(List.of(new ScoredRow(0, 1, 1, 0, 0)), 2);
    EvaluationBuilder numbers = new EvaluationBuilder(LabelKind.NUMBER, 0);
    numbers.addNumber(0, 1, 1, 2);
    for (String name : Metrics.registry().names()) {
      assertEquals(Double.NaN, metric(name, Evaluation.EMPTY), name);
      assertEquals(Double.NaN, metric(name, weightless), name);
      assertEquals(Double.NaN, metric(name, numbers.build()), name);
    }
  }

  @Test
  void metricsOfTheOtherKindOfLabelAreUndefined() {
    assertEquals(Double.NaN, metric("r2", ScoredRow.evaluate(ScoredRow.random(10, 2, 25), 2)));
    assertEquals(Double.NaN, metric("accuracy", tree(numberLeaves(10, 5))));
  }

  @Test
  void classesAndNumbersDoNotAddUp() {
    Evaluation classes = ScoredRow.evaluate(ScoredRow.random(10, 2, 26), 2);
    Evaluation moreClasses = ScoredRow.evaluate(ScoredRow.random(10, 3, 26), 3);
    Evaluation numbers = tree(numberLeaves(10, 5));
    assertThrows(IllegalArgumentException.class, () -> Evaluation.add(classes, numbers));
    assertThrows(IllegalArgumentException.class, () -> Evaluation.add(classes, moreClasses));
  }

  @Test
  void anEvaluationTravels() throws IOException, ClassNotFoundException {
    Evaluation sent = ScoredRow.evaluate(ScoredRow.random(100, 2, 27), 2);
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
      out.writeObject(sent);
    }
    try (ObjectInputStream in =
        new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
      assertSameBits(sent, (Evaluation) in.readObject());
    }
  }
}
