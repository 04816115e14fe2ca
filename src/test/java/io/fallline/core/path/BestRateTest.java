package io.fallline.core.path;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.fallline.core.function.Functions;
import io.fallline.core.function.PlaneFunction;
import io.fallline.core.function.Point;
import io.fallline.core.optimizer.Optimizers;
import io.fallline.core.rate.LearningRates;
import io.fallline.core.rate.RateSchedule;
import io.fallline.core.setting.Settings;
import org.junit.jupiter.api.Test;

class BestRateTest {
  /** Along either axis alone one step of 1/(2a) is the best there is: 0.5 for x², 0.25 for 2y². */
  @Test
  void onAParabolaItIsTheRateThatReachesTheBottomSoonest() {
    PlaneFunction bowl = function("bowl");
    assertEquals(0.5, best(bowl, new Point(3, 0), 50));
    assertEquals(0.2, best(bowl, new Point(0, 2), 50));
  }

  @Test
  void aRateThatLeavesTheWindowIsNotTaken() {
    PlaneFunction ravine = function("ravine");
    // 0.1 goes to and fro for ever, beyond it paths leave
    assertEquals(0.05, best(ravine, ravine.start(), 50));
  }

  @Test
  void whereEveryRateLeavesTheWindowTheSmallestIsTaken() {
    PlaneFunction bowl = function("bowl");
    assertEquals(1e-4, best(bowl, new Point(100, 100), 50));
  }

  private static double best(PlaneFunction function, Point start, int steps) {
    return BestRate.of(
        rate ->
            new Descent(
                Optimizers.registry().create("sgd", Settings.defaults()),
                new RateSchedule(
                    LearningRates.registry().create("constant", Settings.defaults()),
                    rate,
                    0,
                    1,
                    steps),
                0,
                -1),
        function,
        start,
        function.window());
  }

  private static PlaneFunction function(String name) {
    return Functions.registry().create(name, Settings.defaults());
  }
}
