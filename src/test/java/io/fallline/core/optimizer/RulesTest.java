package io.fallline.core.optimizer;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fallline.core.math.Range;
import io.fallline.core.optimizer.Optimizer.Penalty;
import io.fallline.core.setting.Hyperparameters;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What is particular to single rules. */
class RulesTest {
  private static Optimizer rule(String name, Map<String, ?> settings) {
    return Optimizers.registry().create(name, Hyperparameters.of(settings));
  }

  @Test
  void lionTakesL2OnlyAndFtrlHasItsOwnPenalties() {
    assertEquals(Set.of(Penalty.L2), rule("lion", Map.of()).penalties());
    assertEquals(Set.of(), rule("ftrl", Map.of()).penalties());
    assertEquals(Set.of(Penalty.L1, Penalty.L2), rule("adamw", Map.of()).penalties());
  }

  @Test
  void sgdAndAdagradLeaveUntouchedCoordinatesAloneAndRulesWithMemoryDoNot() {
    assertTrue(rule("sgd", Map.of()).leavesUntouchedCoordinatesAlone());
    assertTrue(rule("adagrad", Map.of()).leavesUntouchedCoordinatesAlone());
    for (String name : Set.of("momentum", "adam", "adadelta", "lion", "ftrl")) {
      assertEquals(false, rule(name, Map.of()).leavesUntouchedCoordinatesAlone(), name);
    }
  }

  @Test
  void ftrlStartsFromTheGivenParameters() {
    double[] initial = {0.5, -0.25, 0};
    Trajectory path = new Trajectory(rule("ftrl", Map.of("l1", 0.01, "l2", 0.1)), initial.clone());
    path.step(new double[3], 0.05, new Range(0, 3, false));
    assertArrayEquals(initial, path.parameters(), 1e-15);
  }

  @Test
  void ftrlMakesWeightsExactlyZeroUnderL1ButNeverBiases() {
    Optimizer rule = rule("ftrl", Map.of("l1", 100.0));
    Trajectory path = new Trajectory(rule, new double[] {0, 0});
    path.step(new double[] {1, 1}, 0.1, new Range(0, 1, false), new Range(1, 2, true));
    assertEquals(0, path.parameters()[0]);
    assertTrue(path.parameters()[1] < 0);
  }

  @Test
  void decayOfAdamwIsTheRateTimesTheDecayTimesTheWeight() {
    Trajectory path =
        new Trajectory(rule("adamw", Map.of("weightDecay", 0.1)), new double[] {2, 2});
    path.step(new double[2], 0.5, new Range(0, 1, false), new Range(1, 2, true));
    assertArrayEquals(new double[] {1.9, 2}, path.parameters(), 1e-15);
  }

  @Test
  void nadamKeepsItsRunningProductInTheState() {
    Trajectory path = new Trajectory(rule("nadam", Map.of()), new double[1]);
    double expected = 1;
    for (int t = 1; t <= 3; t++) {
      path.step(new double[1], 0.1, new Range(0, 1, false));
      expected *= 0.9 * (1 - 0.5 * Math.pow(0.96, t * 0.004));
    }
    assertEquals(expected, path.state().number("momentumProduct", 1), 1e-15);
  }

  @Test
  void radamUsesMomentumAloneForItsFirstSteps() {
    Optimizer rule = rule("radam", Map.of());
    Trajectory path = new Trajectory(rule, new double[] {1});
    for (int t = 1; t <= 5; t++) {
      path.step(new double[] {1000}, 1e-6, new Range(0, 1, false));
      assertEquals(1 - t * 1e-3, path.parameters()[0], 1e-12);
      assertEquals(1e-6, rule.stepSize(0, 1e-6, path.state()));
    }
    path.step(new double[] {1000}, 1e-6, new Range(0, 1, false));
    assertTrue(rule.stepSize(0, 1e-6, path.state()) < 1e-8);
  }

  @Test
  void amsgradNeverRaisesACoordinatesRateOnceItsMaximumStands() {
    Optimizer rule = rule("amsgrad", Map.of());
    Trajectory path = new Trajectory(rule, new double[] {1});
    path.step(new double[] {10}, 0.1, new Range(0, 1, false));
    double highest = path.state().slot("x")[0];
    for (int t = 0; t < 50; t++) {
      path.step(new double[] {0.01}, 0.1, new Range(0, 1, false));
    }
    assertEquals(highest, path.state().slot("x")[0]);
    assertTrue(path.state().slot("v")[0] < highest);
  }
}
