package io.fallline.core.schedule;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fallline.core.schedule.LearningRateSchedule.ScheduleContext;
import io.fallline.core.setting.Hyperparameters;
import io.fallline.core.setting.SettingException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class WarmupScheduleTest {
  private static LearningRateSchedule shape(String name, Map<String, ?> settings) {
    return LearningRateSchedules.registry().create(name, Hyperparameters.of(settings));
  }

  @Test
  void theWarmUpIsAStraightLineUpToTheBaseRate() {
    WarmupSchedule rates = new WarmupSchedule(shape("constant", Map.of()), 0.4, 4, 10, 100);
    List<Double> found = new ArrayList<>();
    for (int t = 0; t < 6; t++) {
      found.add(rates.at(t, new ScheduleState()));
    }
    assertEquals(0.1, found.get(0), 1e-16);
    assertEquals(0.2, found.get(1), 1e-16);
    assertEquals(0.3, found.get(2), 1e-15);
    assertEquals(List.of(0.4, 0.4, 0.4), found.subList(3, 6));
  }

  @Test
  void theShapeCountsStepsEpochsAndPlanFromTheEndOfTheWarmUp() {
    List<ScheduleContext> moments = new ArrayList<>();
    LearningRateSchedule spy =
        (moment, state) -> {
          moments.add(moment);
          return moment.baseRate();
        };
    WarmupSchedule rates = new WarmupSchedule(spy, 0.4, 7, 10, 100);
    for (long step : new long[] {6, 7, 16, 17, 99}) {
      rates.at(step, new ScheduleState());
    }
    assertEquals(
        List.of(
            new ScheduleContext(0.4, 0, 0, 93),
            new ScheduleContext(0.4, 9, 0, 93),
            new ScheduleContext(0.4, 10, 1, 93),
            new ScheduleContext(0.4, 92, 9, 93)),
        moments);
  }

  @Test
  void anEpochWithinTheWarmUpDoesNotCountForThePlateau() {
    LearningRateSchedule plateau = shape("plateau", Map.of("patience", 1));
    WarmupSchedule rates = new WarmupSchedule(plateau, 1, 20, 10, 100);
    ScheduleState state = new ScheduleState();
    rates.epochEnded(10, 0.1, state);
    rates.epochEnded(20, 0.1, state);
    rates.epochEnded(30, 0.5, state);
    assertEquals(1, rates.at(30, state), "0.5 is the first score that counts");
    rates.epochEnded(40, 0.5, state);
    assertEquals(0.1, rates.at(40, state), 1e-16);
  }

  @Test
  void aDecayThatRoundsToZeroStillLeavesARate() {
    WarmupSchedule rates = new WarmupSchedule(shape("exponential", Map.of()), 0.1, 0, 1, 1_000_000);
    assertTrue(rates.at(999_999, new ScheduleState()) > 0);
  }

  @Test
  void aWarmUpAsLongAsTheTrainingLeavesNoStepWithoutRate() {
    WarmupSchedule rates = new WarmupSchedule(shape("cosine", Map.of()), 0.1, 50, 10, 20);
    for (int t = 0; t < 60; t++) {
      assertTrue(rates.at(t, new ScheduleState()) > 0, "step " + t);
    }
  }

  @Test
  void aRateThatIsNoNumberAboveZeroIsRefusedByName() {
    for (double wrong : new double[] {0, -1, Double.NaN, Double.POSITIVE_INFINITY}) {
      SettingException refusal =
          assertThrows(
              SettingException.class,
              () -> new WarmupSchedule(shape("constant", Map.of()), wrong, 0, 1, 1));
      assertEquals("learningRate", refusal.setting());
    }
    SettingException refusal =
        assertThrows(
            SettingException.class,
            () -> new WarmupSchedule(shape("constant", Map.of()), 1, -1, 1, 1));
    assertEquals("warmupSteps", refusal.setting());
  }
}
