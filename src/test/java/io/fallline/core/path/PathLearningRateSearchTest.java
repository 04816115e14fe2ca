package io.fallline.core.path;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fallline.core.function.PlaneFunction;
import io.fallline.core.function.PlaneFunctions;
import io.fallline.core.function.Point;
import io.fallline.core.optimizer.Optimizers;
import io.fallline.core.schedule.LearningRateSchedule;
import io.fallline.core.schedule.LearningRateSchedules;
import io.fallline.core.schedule.WarmupSchedule;
import io.fallline.core.setting.Hyperparameters;
import org.junit.jupiter.api.Test;

class PathLearningRateSearchTest {
  /** Along y the bowl is 2y²: a rate of 0.25 reaches the bottom in one step, 0.2 nearly does. */
  @Test
  void itIsTheSmallestRateThatComesNearToTheBest() {
    PlaneFunction bowl = function("bowl");
    assertEquals(0.2, best(bowl, new Point(0, 2), 2));
    // with time enough, small steps are soon as far down
    assertEquals(0.005, best(bowl, new Point(0, 2), 1000));
  }

  @Test
  void aRateThatLeavesTheWindowIsNotTaken() {
    PlaneFunction waves = function("waves"); // the lowest path is the one furthest out
    double rate = best(waves, waves.start(), 100);
    assertTrue(stays(waves, rate, 100), "rate " + rate);
    assertFalse(stays(waves, 5 * rate, 100), "rate " + 5 * rate);
  }

  @Test
  void whereEveryRateLeavesTheWindowTheSmallestIsTaken() {
    PlaneFunction bowl = function("bowl");
    assertEquals(1e-4, best(bowl, new Point(100, 100), 50));
  }

  private static double best(PlaneFunction function, Point start, int steps) {
    return PathLearningRateSearch.of(
        rate -> descent(rate, steps), function, start, function.window());
  }

  private static boolean stays(PlaneFunction function, double rate, int steps) {
    return descent(rate, steps)
        .from(function.start(), function, function.window())
        .points()
        .stream()
        .allMatch(function.window()::contains);
  }

  private static PathTracer descent(double rate, int steps) {
    LearningRateSchedule constant =
        LearningRateSchedules.registry().create("constant", Hyperparameters.defaults());
    return new PathTracer(
        Optimizers.registry().create("sgd", Hyperparameters.defaults()),
        new WarmupSchedule(constant, rate, 0, 1, steps),
        0,
        -1);
  }

  private static PlaneFunction function(String name) {
    return PlaneFunctions.registry().create(name, Hyperparameters.defaults());
  }
}
