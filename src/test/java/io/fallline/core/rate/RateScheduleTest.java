package io.fallline.core.rate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fallline.core.setting.SettingException;
import io.fallline.core.setting.Settings;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RateScheduleTest {
  private static LearningRate shape(String name, Map<String, ?> settings) {
    return LearningRates.registry().create(name, Settings.of(settings));
  }

  @Test
  void theWarmUpIsAStraightLineUpToTheBaseRate() {
    RateSchedule rates = new RateSchedule(shape("constant", Map.of()), 0.4, 4, 10, 100);
    List<Double> found = new ArrayList<>();
    for (int t = 0; t < 6; t++) {
      found.add(rates.at(t, new RateState()));
    }
    assertEquals(0.1, found.get(0), 1e-16);
    assertEquals(0.2, found.get(1), 1e-16);
    assertEquals(0.3, found.get(2), 1e-15);
    assertEquals(List.of(0.4, 0.4, 0.4), found.subList(3, 6));
  }

  @Test
  void theShapeCountsStepsEpochsAndPlanFromTheEndOfTheWarmUp() {
    List<Moment> moments = new ArrayList<>();
    LearningRate spy =
        (moment, state) -> {
          moments.add(moment);
          return moment.baseRate();
        };
    RateSchedule rates = new RateSchedule(spy, 0.4, 7, 10, 100);
    for (long step : new long[] {6, 7, 16, 17, 99}) {
      rates.at(step, new RateState());
    }
    assertEquals(
        List.of(
            new Moment(0.4, 0, 0, 93),
            new Moment(0.4, 9, 0, 93),
            new Moment(0.4, 10, 1, 93),
            new Moment(0.4, 92, 9, 93)),
        moments);
  }

  @Test
  void anEpochWithinTheWarmUpDoesNotCountForThePlateau() {
    LearningRate plateau = shape("plateau", Map.of("patience", 1));
    RateSchedule rates = new RateSchedule(plateau, 1, 20, 10, 100);
    RateState state = new RateState();
    rates.epochEnded(10, 0.1, state);
    rates.epochEnded(20, 0.1, state);
    rates.epochEnded(30, 0.5, state);
    assertEquals(1, rates.at(30, state), "0.5 is the first score that counts");
    rates.epochEnded(40, 0.5, state);
    assertEquals(0.1, rates.at(40, state), 1e-16);
  }

  @Test
  void aDecayThatRoundsToZeroStillLeavesARate() {
    RateSchedule rates = new RateSchedule(shape("exponential", Map.of()), 0.1, 0, 1, 1_000_000);
    assertTrue(rates.at(999_999, new RateState()) > 0);
  }

  @Test
  void aWarmUpAsLongAsTheTrainingLeavesNoStepWithoutRate() {
    RateSchedule rates = new RateSchedule(shape("cosine", Map.of()), 0.1, 50, 10, 20);
    for (int t = 0; t < 60; t++) {
      assertTrue(rates.at(t, new RateState()) > 0, "step " + t);
    }
  }

  @Test
  void aRateThatIsNoNumberAboveZeroIsRefusedByName() {
    for (double wrong : new double[] {0, -1, Double.NaN, Double.POSITIVE_INFINITY}) {
      SettingException refusal =
          assertThrows(
              SettingException.class,
              () -> new RateSchedule(shape("constant", Map.of()), wrong, 0, 1, 1));
      assertEquals("learningRate", refusal.setting());
    }
    SettingException refusal =
        assertThrows(
            SettingException.class,
            () -> new RateSchedule(shape("constant", Map.of()), 1, -1, 1, 1));
    assertEquals("warmupSteps", refusal.setting());
  }
}
