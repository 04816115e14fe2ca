package io.fallline.core.optimizer;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fallline.core.math.Range;
import io.fallline.core.setting.Hyperparameters.Setting;
import io.fallline.core.setting.SettingException;
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

  static Stream<String> rules() {
    return Optimizers.registry().names().stream();
  }

  static Stream<RuleCase> variants() {
    return RuleCase.variants();
  }

  static Stream<RuleCase> variantsThatLeaveUntouchedCoordinatesAlone() {
    return RuleCase.variants().filter(v -> v.create().leavesUntouchedCoordinatesAlone());
  }

  /** The rules that bring decays or penalties of their own, with these switched on. */
  static Stream<RuleCase> decaying() {
    return withNumbers(0.1, "weightDecay", "l1", "l2");
  }

  static Stream<RuleCase> withoutEpsilon() {
    return withNumbers(0, "epsilon");
  }

  private static Stream<RuleCase> withNumbers(double value, String... names) {
    return rules()
        .map(rule -> new RuleCase(rule, numbers(rule, value, List.of(names))))
        .filter(rule -> !rule.values().isEmpty());
  }

  private static Map<String, Object> numbers(String rule, double value, List<String> names) {
    Map<String, Object> settings = new LinkedHashMap<>();
    for (Setting setting : Optimizers.registry().settingsOf(rule)) {
      if (names.contains(setting.name())) {
        settings.put(setting.name(), value);
      }
    }
    return settings;
  }

  @Test
  void theFourteenPromisedRulesAreThere() {
    List<String> promised =
        List.of(
            ("sgd momentum nesterov adagrad adadelta rmsprop adam amsgrad adamw adamax nadam radam lion"
                    + " ftrl")
                .split(" "));
    assertTrue(Optimizers.registry().names().containsAll(promised), "a promised rule is missing");
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
  @MethodSource("decaying")
  void biasesSeeNeitherDecayNorPenalty(RuleCase decaying) {
    double[] initial = randomVector(new Random(5));
    Trajectory biases = new Trajectory(decaying.create(), initial.clone());
    for (int t = 0; t < 20; t++) {
      biases.step(new double[SIZE], 0.1, new Range(0, SIZE, true));
    }
    assertArrayEquals(initial, biases.parameters(), 1e-14);
  }

  @ParameterizedTest
  @MethodSource("decaying")
  void weightsSeeTheDecayThatARuleHas(RuleCase decaying) {
    double[] initial = randomVector(new Random(5));
    Trajectory weights = new Trajectory(decaying.create(), initial.clone());
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
        SettingException refusal =
            assertThrows(SettingException.class, wrong::create, wrong::toString);
        assertEquals(setting.name(), refusal.setting());
      }
    }
  }

  @ParameterizedTest
  @MethodSource("variantsThatLeaveUntouchedCoordinatesAlone")
  void untouchedCoordinatesAreLeftAloneWhereClaimed(RuleCase variant) {
    Optimizer rule = variant.create();
    Trajectory touched = new Trajectory(rule, randomVector(new Random(6)));
    touched.step(randomVector(new Random(7)), 0.1, new Range(0, SIZE, false));
    Trajectory before = touched.copy(rule);
    for (int t = 0; t < 5; t++) {
      touched.step(new double[SIZE], 0.1 / (1 + t), new Range(0, SIZE, false));
    }
    touched.assertSameBits(before);
  }

  @ParameterizedTest
  @MethodSource("withoutEpsilon")
  void aCoordinateWithoutGradientStaysFiniteEvenWithoutEpsilon(RuleCase variant) {
    Trajectory still = new Trajectory(variant.create(), randomVector(new Random(8)));
    for (int t = 0; t < 5; t++) {
      still.step(new double[SIZE], 0.1, new Range(0, SIZE, true));
    }
    assertArrayEquals(randomVector(new Random(8)), still.parameters());
  }

  private static double[] randomVector(Random random) {
    return random.doubles(SIZE, -1, 1).toArray();
  }
}
