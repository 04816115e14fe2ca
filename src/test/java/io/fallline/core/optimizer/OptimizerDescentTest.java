package io.fallline.core.optimizer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fallline.core.math.Range;
import io.fallline.core.optimizer.Optimizer.Penalty;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Where every rule of the registry leads, with and without L1's proximal step. */
class OptimizerDescentTest {
  private static final double[] CURVATURE = {1, 0.5, 0.2, 0.7};

  /** Constant ones to choose the best of: rules are not equally bold at the same rate. */
  private static final double[] RATES = {0.5, 0.05, 0.005};

  static Stream<RuleCase> variants() {
    return RuleCase.variants();
  }

  static Stream<RuleCase> rulesThatTakeL1() {
    return RuleCase.variants().filter(v -> v.create().penalties().contains(Penalty.L1));
  }

  @ParameterizedTest
  @MethodSource("variants")
  void stepSizeIsTheStepThatAConstantGradientEndsAt(RuleCase variant) {
    Optimizer rule = variant.create();
    Trajectory constant = new Trajectory(rule, new double[] {0.5});
    double step = 0;
    for (int t = 0; t < 100_000; t++) {
      double before = constant.parameters()[0];
      constant.step(new double[] {1}, 0.01, new Range(0, 1, true));
      step = before - constant.parameters()[0];
    }
    double stepSize = rule.stepSize(0, 0.01, constant.state());
    assertEquals(step, stepSize, 1e-4 * step);
  }

  @ParameterizedTest
  @MethodSource("variants")
  void everyRuleMinimisesAConvexQuadratic(RuleCase variant) {
    double[] target = {1.5, -0.7, 0.2, -2};
    double nearest = Double.POSITIVE_INFINITY;
    for (double rate : RATES) {
      double[] found = descend(variant.create(), target, 0, rate);
      nearest = Math.min(nearest, distance(target, found));
    }
    assertTrue(nearest < 0.01, variant + " ends " + nearest + " from the minimum at its best rate");
  }

  @ParameterizedTest
  @MethodSource("rulesThatTakeL1")
  void withItsStepSizeTheProximalStepEndsAtTheLassoSolution(RuleCase variant) {
    double[] target = {1.5, -0.7, 0.1, -0.05};
    double[] solution = {1.5 - 0.3, -0.7 + 0.3 / 0.5, 0, 0};
    double nearest = Double.POSITIVE_INFINITY;
    for (double rate : RATES) {
      double[] found = descend(variant.create(), target, 0.3, rate);
      if (found[2] == 0 && found[3] == 0) {
        nearest = Math.min(nearest, distance(solution, found));
      }
    }
    assertTrue(
        nearest < 0.01, variant + " ends " + nearest + " from the solution at its best rate");
  }

  /** Where 30,000 steps lead on ½Σc(θ−target)² + l1|θ|, from 0.5 everywhere. */
  private static double[] descend(Optimizer rule, double[] target, double l1, double rate) {
    Trajectory descent = new Trajectory(rule, new double[] {0.5, 0.5, 0.5, 0.5});
    double[] parameters = descent.parameters();
    for (int t = 0; t < 30_000; t++) {
      double[] gradient = new double[4];
      for (int i = 0; i < 4; i++) {
        gradient[i] = CURVATURE[i] * (parameters[i] - target[i]);
      }
      descent.step(gradient, rate, new Range(0, 4, true));
      for (int i = 0; l1 > 0 && i < 4; i++) {
        double threshold = l1 * rule.stepSize(i, rate, descent.state());
        double shrunk = Math.max(0, Math.abs(parameters[i]) - threshold);
        parameters[i] = Math.signum(parameters[i]) * shrunk;
      }
    }
    return parameters;
  }

  private static double distance(double[] a, double[] b) {
    double largest = 0;
    for (int i = 0; i < a.length; i++) {
      largest = Math.max(largest, Math.abs(a[i] - b[i]));
    }
    return largest;
  }
}
