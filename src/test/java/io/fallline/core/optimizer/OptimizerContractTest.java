package io.fallline.core.optimizer;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.fallline.core.math.Range;
import io.fallline.core.setting.Setting;
import io.fallline.core.setting.SettingException;
import io.fallline.core.setting.Settings;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What every rule of the registry promises, whichever it is. */
class OptimizerContractTest {
  private static final int SIZE = 20;
  private static final double[] CURVATURE = {1, 0.5, 0.2, 0.7};

  /** Constant ones to choose the best of: rules are not equally bold at the same rate. */
  private static final double[] RATES = {0.5, 0.05, 0.005, 0.0005};

  static Stream<String> rules() {
    return Optimizers.registry().names().stream();
  }

  /** Every rule with its defaults, and with each of its flags the other way. */
  static Stream<RuleCase> variants() {
    List<RuleCase> variants = new ArrayList<>();
    for (String rule : Optimizers.registry().names()) {
      variants.add(new RuleCase(rule, Map.of()));
      for (Setting setting : Optimizers.registry().settingsOf(rule)) {
        if (setting.standard() instanceof Boolean flag) {
          variants.add(new RuleCase(rule, Map.of(setting.name(), !flag)));
        }
      }
    }
    return variants.stream();
  }

  @Test
  void thereAreTheFourteenRules() {
    assertEquals(
        "sgd momentum nesterov adagrad adadelta rmsprop adam amsgrad adamw adamax nadam radam lion"
            + " ftrl",
        String.join(" ", Optimizers.registry().names()));
  }

  @ParameterizedTest
  @MethodSource("variants")
  void slotsStartAtZero(RuleCase variant) {
    Optimizer rule = variant.create();
    OptimizerState state = OptimizerState.start(rule, SIZE);
    for (String slot : rule.slots()) {
      assertArrayEquals(new double[SIZE], state.slot(slot), slot);
    }
  }

  @ParameterizedTest
  @MethodSource("variants")
  void splittingIntoRangesGivesTheSameBits(RuleCase variant) {
    Trajectory whole = new Trajectory(variant.create(), randomVector(new Random(1)));
    Trajectory parts = new Trajectory(variant.create(), randomVector(new Random(1)));
    Random random = new Random(2);
    for (int t = 0; t < 30; t++) {
      double[] gradient = randomVector(random);
      double rate = 0.1 / (1 + t);
      whole.step(gradient, rate, new Range(0, SIZE, false));
      parts.step(
          gradient,
          rate,
          new Range(8, SIZE, false),
          new Range(0, 7, false),
          new Range(7, 8, false));
    }
    whole.assertSameBits(parts);
  }

  @ParameterizedTest
  @MethodSource("variants")
  void aCopiedStateGoesOnToTheSameBits(RuleCase variant) {
    Trajectory calm = new Trajectory(variant.create(), randomVector(new Random(3)));
    Random random = new Random(4);
    for (int t = 0; t < 10; t++) {
      calm.step(randomVector(random), 0.1, new Range(0, SIZE, false));
    }
    Trajectory resumed = calm.copy(variant.create());
    for (int t = 0; t < 10; t++) {
      double[] gradient = randomVector(random);
      calm.step(gradient, 0.1, new Range(0, SIZE, false));
      resumed.step(gradient, 0.1, new Range(0, SIZE, false));
    }
    calm.assertSameBits(resumed);
  }

  @ParameterizedTest
  @MethodSource("rules")
  void biasesSeeNeitherDecayNorPenalty(String name) {
    double[] initial = randomVector(new Random(5));
    Trajectory biases = new Trajectory(new RuleCase(name, decaying(name)).create(), initial.clone());
    for (int t = 0; t < 20; t++) {
      biases.step(new double[SIZE], 0.1, new Range(0, SIZE, true));
    }
    assertArrayEquals(initial, biases.parameters(), 1e-14);
  }

  @ParameterizedTest
  @MethodSource("rules")
  void weightsSeeTheDecayThatARuleHas(String name) {
    Map<String, Object> decaying = decaying(name);
    assumeTrue(!decaying.isEmpty(), name + " has no decay or penalty of its own");
    double[] initial = randomVector(new Random(5));
    Trajectory weights = new Trajectory(new RuleCase(name, decaying).create(), initial.clone());
    for (int t = 0; t < 20; t++) {
      double[] gradient = new double[SIZE];
      gradient[0] = 1e-3;
      weights.step(gradient, 0.1 / (1 + t), new Range(0, SIZE, false));
    }
    for (int i = 1; i < SIZE; i++) {
      assertTrue(Math.abs(weights.parameters()[i]) < Math.abs(initial[i]), "coordinate " + i);
    }
  }

  @ParameterizedTest
  @MethodSource("rules")
  void settingsOutOfRangeAreRefused(String name) {
    for (Setting setting : Optimizers.registry().settingsOf(name)) {
      List<Object> refused = new ArrayList<>(List.of(-1.0, Double.NaN, "much"));
      refused.add(Double.POSITIVE_INFINITY);
      if (List.of("beta1", "beta2", "rho", "momentum").contains(setting.name())) {
        refused.add(1.0);
      }
      for (Object value : refused) {
        RuleCase wrong = new RuleCase(name, Map.of(setting.name(), value));
        SettingException refusal = assertThrows(SettingException.class, wrong::create, wrong::toString);
        assertEquals(setting.name(), refusal.setting());
      }
    }
  }

  @ParameterizedTest
  @MethodSource("variants")
  void untouchedCoordinatesAreLeftAloneWhereClaimed(RuleCase variant) {
    Optimizer rule = variant.create();
    assumeTrue(rule.leavesUntouchedCoordinatesAlone(), variant + " does not claim it");
    Trajectory touched = new Trajectory(rule, randomVector(new Random(6)));
    touched.step(randomVector(new Random(7)), 0.1, new Range(0, SIZE, false));
    Trajectory before = touched.copy(rule);
    for (int t = 0; t < 5; t++) {
      touched.step(new double[SIZE], 0.1 / (1 + t), new Range(0, SIZE, false));
    }
    touched.assertSameBits(before);
  }

  @ParameterizedTest
  @MethodSource("rules")
  void aCoordinateWithoutGradientStaysFiniteEvenWithoutEpsilon(String name) {
    boolean hasEpsilon =
        Optimizers.registry().settingsOf(name).stream().anyMatch(s -> s.name().equals("epsilon"));
    assumeTrue(hasEpsilon, name + " has no epsilon");
    RuleCase variant = new RuleCase(name, Map.of("epsilon", 0.0));
    Trajectory still = new Trajectory(variant.create(), randomVector(new Random(8)));
    for (int t = 0; t < 5; t++) {
      still.step(new double[SIZE], 0.1, new Range(0, SIZE, true));
    }
    assertArrayEquals(randomVector(new Random(8)), still.parameters());
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
  @MethodSource("rules")
  void everyRuleMinimisesAConvexQuadratic(String name) {
    double[] target = {1.5, -0.7, 0.2, -2};
    double nearest = Double.POSITIVE_INFINITY;
    for (double rate : RATES) {
      double[] found = descend(new RuleCase(name, Map.of()).create(), target, 0, rate);
      nearest = Math.min(nearest, distance(target, found));
    }
    assertTrue(nearest < 0.01, name + " ends " + nearest + " from the minimum at its best rate");
  }

  @ParameterizedTest
  @MethodSource("rules")
  void withItsStepSizeTheProximalStepEndsAtTheLassoSolution(String name) {
    Optimizer rule = new RuleCase(name, Map.of()).create();
    assumeTrue(rule.penalties().contains(Penalty.L1), name + " refuses l1");
    double[] target = {1.5, -0.7, 0.1, -0.05};
    double[] solution = {1.5 - 0.3, -0.7 + 0.3 / 0.5, 0, 0};
    double nearest = Double.POSITIVE_INFINITY;
    for (double rate : RATES) {
      double[] found = descend(rule, target, 0.3, rate);
      if (found[2] == 0 && found[3] == 0) {
        nearest = Math.min(nearest, distance(solution, found));
      }
    }
    assertTrue(nearest < 0.01, name + " ends " + nearest + " from the solution at its best rate");
  }

  /** Where 50,000 steps lead on ½Σc(θ−target)² + l1|θ|, from 0.5 everywhere. */
  private static double[] descend(Optimizer rule, double[] target, double l1, double rate) {
    Trajectory descent = new Trajectory(rule, new double[] {0.5, 0.5, 0.5, 0.5});
    double[] parameters = descent.parameters();
    for (int t = 0; t < 50_000; t++) {
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

  /** The decays and penalties that a rule brings itself, switched on. */
  private static Map<String, Object> decaying(String name) {
    Map<String, Object> settings = new LinkedHashMap<>();
    for (Setting setting : Optimizers.registry().settingsOf(name)) {
      if (List.of("weightDecay", "l1", "l2").contains(setting.name())) {
        settings.put(setting.name(), 0.1);
      }
    }
    return settings;
  }

  private static double[] randomVector(Random random) {
    return random.doubles(SIZE, -1, 1).toArray();
  }

  /** A rule and what is set for it. */
  record RuleCase(String rule, Map<String, Object> values) {
    Optimizer create() {
      return Optimizers.registry().create(rule, Settings.of(values));
    }
  }
}
