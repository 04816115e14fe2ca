package io.fallline.core.metric;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fallline.core.loss.LabelKind;
import io.fallline.core.loss.Loss;
import io.fallline.core.loss.Losses;
import io.fallline.core.setting.Hyperparameters;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ObjectiveLossTest {
  private record Row(double weight, double label, double offset) {}

  record Case(String loss, boolean offsets, boolean factors) {}

  static Stream<Case> everyLoss() {
    List<Case> cases = new ArrayList<>();
    for (String name : Losses.registry().names()) {
      for (boolean offsets : new boolean[] {false, true}) {
        cases.add(new Case(name, offsets, false));
        if (loss(name).labels() == LabelKind.BINARY) {
          cases.add(new Case(name, offsets, true));
        }
      }
    }
    return cases.stream().filter(each -> !each.loss.equals("softmax"));
  }

  @ParameterizedTest
  @MethodSource("everyLoss")
  void theBestConstantIsAsGoodAsTheBestThatASearchFinds(Case each) {
    Loss loss = loss(each.loss);
    double[] factors = each.factors ? new double[] {0.5, 7} : null;
    List<Row> rows = rows(loss.labels(), each.offsets, 3000);
    DoubleUnaryOperator direct = score -> direct(loss, factors, rows, score);
    double searched = direct.applyAsDouble(searched(direct));
    ObjectiveLoss objective = new ObjectiveLoss(loss, factors);
    Evaluation evaluation = evaluated(loss, rows, 0);
    double tolerance = 1e-4 * Math.max(Math.abs(searched), 0.1);
    assertEquals(searched, objective.ofBestConstant(evaluation), tolerance);
    for (double score : new double[] {-0.75, 0, 0.5}) {
      double expected = direct.applyAsDouble(score);
      assertEquals(
          expected,
          objective.ofConstant(new double[] {score}, evaluation),
          1e-4 * Math.max(Math.abs(expected), 0.1));
    }
    assertEquals(direct.applyAsDouble(0.25), objective.of(evaluated(loss, rows, 0.25)), 1e-9);
  }

  @Test
  void theBestConstantOfTheClassesIsTheirShares() {
    Loss softmax = loss("softmax");
    EvaluationBuilder builder = new EvaluationBuilder(LabelKind.CLASS, 3);
    double[] weights = {2, 5, 3};
    for (int c = 0; c < 3; c++) {
      builder.addClass(weights[c], c + 1, c, 0, c + 1, 0);
      builder.addTarget(softmax, weights[c], c, 9);
    }
    Evaluation evaluation = builder.build();
    double entropy = -(0.2 * Math.log(0.2) + 0.5 * Math.log(0.5) + 0.3 * Math.log(0.3));
    ObjectiveLoss plain = new ObjectiveLoss(softmax, null);
    assertEquals(entropy, plain.ofBestConstant(evaluation), 1e-12);
    assertEquals(Math.log(3), plain.ofConstant(new double[3], evaluation), 1e-12);
    assertEquals((2 + 10 + 9) / 10.0, plain.of(evaluation), 1e-12);
    ObjectiveLoss balanced = new ObjectiveLoss(softmax, new double[] {1 / 2.0, 1 / 5.0, 1 / 3.0});
    assertEquals(Math.log(3), balanced.ofBestConstant(evaluation), 1e-12);
    assertEquals(2, balanced.of(evaluation), 1e-12);
  }

  @Test
  void aClassThatNoRowHasCostsNothing() {
    Loss softmax = loss("softmax");
    EvaluationBuilder builder = new EvaluationBuilder(LabelKind.CLASS, 3);
    builder.addClass(1, 0.5, 1, 1, 0.5, 0);
    assertEquals(0, new ObjectiveLoss(softmax, null).ofBestConstant(builder.build()));
  }

  @Test
  void labelsFarFromZeroAreToldApartToo() {
    Loss loss = loss("mae");
    List<Row> rows = new ArrayList<>();
    Random random = new Random(3);
    for (int i = 0; i < 50_000; i++) {
      rows.add(new Row(1, 1e6 + random.nextGaussian(), 0));
    }
    double expected = Math.sqrt(2 / Math.PI); // the mean distance from the median
    Evaluation evaluation = evaluated(loss, rows, 0);
    assertEquals(expected, new ObjectiveLoss(loss, null).ofBestConstant(evaluation), 0.01);
    assertTrue(evaluation.targets().least(loss, null) > 0);
  }

  @Test
  void partsThatAreAddedAreAsGoodAsTheWhole() {
    Loss loss = loss("quantile");
    List<Row> rows = rows(LabelKind.NUMBER, true, 40_000);
    Evaluation parts =
        Evaluation.add(
            evaluated(loss, rows.subList(0, 25_000), 0),
            evaluated(loss, rows.subList(25_000, 40_000), 0));
    ObjectiveLoss objective = new ObjectiveLoss(loss, null);
    double whole = objective.ofBestConstant(evaluated(loss, rows, 0));
    assertEquals(whole, objective.ofBestConstant(parts), 1e-6 * whole);
  }

  @Test
  void rowsThatWeighNothingHaveNoLoss() {
    Loss loss = loss("mae");
    Evaluation evaluation = evaluated(loss, List.of(new Row(0, 5, 0)), 0);
    assertEquals(Double.NaN, new ObjectiveLoss(loss, null).ofBestConstant(evaluation));
    assertEquals(Double.NaN, new ObjectiveLoss(loss, null).of(evaluation));
    assertEquals(Double.NaN, new ObjectiveLoss(loss, null).of(Evaluation.EMPTY));
  }

  private static Loss loss(String name) {
    Map<String, Double> settings = name.equals("quantile") ? Map.of("tau", 0.8) : Map.of();
    return Losses.registry().create(name, Hyperparameters.of(settings));
  }

  private static List<Row> rows(LabelKind kind, boolean offsets, int count) {
    Random random = new Random(7);
    List<Row> rows = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      double label =
          switch (kind) {
            case NUMBER -> Math.exp(random.nextGaussian()) - 1;
            case COUNT -> random.nextInt(5);
            default -> random.nextInt(4) == 0 ? 1 : 0;
          };
      double weight = i % 11 == 0 ? 0 : random.nextDouble() * 3;
      rows.add(new Row(weight, label, offsets ? random.nextGaussian() : 0));
    }
    return rows;
  }

  /** Of the model that gives every row this score. */
  private static Evaluation evaluated(Loss loss, List<Row> rows, double score) {
    EvaluationBuilder builder = new EvaluationBuilder(loss.labels(), 2);
    for (Row row : rows) {
      double ofRow = ofRow(loss, row, score);
      if (loss.labels().isClass()) {
        builder.addClass(row.weight, ofRow, (int) row.label, 0, ofRow, score);
      } else {
        builder.addNumber(row.weight, ofRow, row.label, score);
      }
      builder.addTarget(loss, row.weight, row.label, row.offset);
    }
    return builder.build();
  }

  private static double ofRow(Loss loss, Row row, double score) {
    return loss.ofRow(new double[] {score + row.offset}, row.label, new double[1]);
  }

  private static double direct(Loss loss, double[] factors, List<Row> rows, double score) {
    double sum = 0;
    double weights = 0;
    for (Row row : rows) {
      double weight = row.weight * (factors == null ? 1 : factors[(int) row.label]);
      sum += weight * ofRow(loss, row, score);
      weights += weight;
    }
    return loss.ofBatch(sum, weights);
  }

  /** By thirds: all losses are convex. */
  private static double searched(DoubleUnaryOperator loss) {
    double low = -20;
    double high = 20;
    for (int i = 0; i < 200; i++) {
      double third = (high - low) / 3;
      if (loss.applyAsDouble(low + third) < loss.applyAsDouble(high - third)) {
        high -= third;
      } else {
        low += third;
      }
    }
    return low;
  }
}
