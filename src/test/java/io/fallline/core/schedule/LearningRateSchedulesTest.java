package io.fallline.core.schedule;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fallline.core.schedule.LearningRateSchedule.ScheduleContext;
import io.fallline.core.setting.Hyperparameters;
import io.fallline.core.setting.Hyperparameters.Setting;
import io.fallline.core.setting.SettingException;
import java.util.List;
import java.util.Map;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class LearningRateSchedulesTest {
  private static final double BASE = 0.2;
  private static final long PLANNED = 100;
  private static final long STEPS_PER_EPOCH = 5;

  private static final List<String> PROMISED =
      List.of(
          "constant step exponential inverseTime inverseSqrt polynomial cosine oneCycle plateau"
              .split(" "));

  static Stream<String> schedules() {
    return LearningRateSchedules.registry().names().stream();
  }

  private static LearningRateSchedule schedule(String name, Map<String, ?> settings) {
    return LearningRateSchedules.registry().create(name, Hyperparameters.of(settings));
  }

  private static double rate(LearningRateSchedule schedule, long step) {
    ScheduleContext moment = new ScheduleContext(BASE, step, step / STEPS_PER_EPOCH, PLANNED);
    return schedule.at(moment, new ScheduleState());
  }

  /** Compares every planned step with a closed form in t. */
  private static void assertFollows(LearningRateSchedule schedule, DoubleUnaryOperator closedForm) {
    for (long t = 0; t < PLANNED; t++) {
      assertEquals(closedForm.applyAsDouble(t), rate(schedule, t), 1e-15, "step " + t);
    }
  }

  @Test
  void theNinePromisedSchedulesAreThere() {
    assertTrue(
        LearningRateSchedules.registry().names().containsAll(PROMISED),
        "a promised schedule is missing");
  }

  @Test
  void constantStays() {
    assertFollows(schedule("constant", Map.of()), t -> BASE);
  }

  @Test
  void stepFallsByItsFactorEverySoManyEpochs() {
    assertFollows(
        schedule("step", Map.of("factor", 0.5, "everyEpochs", 3)),
        t -> BASE * Math.pow(0.5, Math.floor(Math.floor(t / STEPS_PER_EPOCH) / 3)));
  }

  @Test
  void exponentialFallsEveryEpoch() {
    assertFollows(
        schedule("exponential", Map.of("gamma", 0.9)),
        t -> BASE * Math.pow(0.9, Math.floor(t / STEPS_PER_EPOCH)));
  }

  @Test
  void inverseTimeAndInverseSqrtFallEveryStep() {
    assertFollows(schedule("inverseTime", Map.of("decay", 0.25)), t -> BASE / (1 + 0.25 * t));
    assertFollows(schedule("inverseSqrt", Map.of()), t -> BASE / Math.sqrt(1 + t));
  }

  @Test
  void polynomialEndsAtItsEndRate() {
    assertFollows(
        schedule("polynomial", Map.of("power", 2.5, "endRate", 0.01)),
        t -> (BASE - 0.01) * Math.pow(1 - t / PLANNED, 2.5) + 0.01);
  }

  @Test
  void cosineIsHalfAWave() {
    assertFollows(
        schedule("cosine", Map.of("endRate", 0.02)),
        t -> 0.02 + 0.5 * (BASE - 0.02) * (1 + Math.cos(Math.PI * t / PLANNED)));
  }

  @Test
  void oneCycleRisesInALineAndFallsInAWave() {
    double peak = 0.3 * PLANNED;
    assertFollows(
        schedule("oneCycle", Map.of("divide", 10, "endRate", 0.001)),
        t ->
            t < peak
                ? BASE / 10 + (BASE - BASE / 10) * t / peak
                : 0.001
                    + 0.5
                        * (BASE - 0.001)
                        * (1 + Math.cos(Math.PI * (t - peak) / (PLANNED - peak))));
  }

  @Test
  void oneCycleStartsDividedAndTouchesItsPeak() {
    LearningRateSchedule schedule = schedule("oneCycle", Map.of());
    assertEquals(BASE / 25, rate(schedule, 0));
    assertEquals(BASE, rate(schedule, 30), 1e-15);
    assertEquals(BASE, rate(schedule("oneCycle", Map.of("peak", 0)), 0));
    assertTrue(rate(schedule("oneCycle", Map.of("peak", 1)), 99) < BASE);
  }

  @Test
  void schedulesWithAnEndHoldTheirLastRateBeyondThePlan() {
    for (String name : List.of("polynomial", "cosine", "oneCycle")) {
      LearningRateSchedule schedule = schedule(name, Map.of());
      assertEquals(rate(schedule, PLANNED - 1), rate(schedule, PLANNED), name);
      assertEquals(rate(schedule, PLANNED - 1), rate(schedule, 10 * PLANNED), name);
    }
  }

  @ParameterizedTest
  @MethodSource("schedules")
  void noStepHasRateZeroHoweverLongTheTraining(String name) {
    LearningRateSchedule schedule = schedule(name, Map.of());
    for (long planned : new long[] {1, 2, 1000, 10_000_000_000L}) {
      WarmupSchedule rates = new WarmupSchedule(schedule, BASE, 0, 7, planned);
      for (long step : new long[] {0, planned / 2, planned - 1, planned}) {
        double rate = rates.at(step, new ScheduleState());
        assertTrue(rate > 0 && rate <= BASE, name + ", step " + step + ": " + rate);
      }
    }
  }

  @ParameterizedTest
  @MethodSource("schedules")
  void settingsOutOfRangeAreRefused(String name) {
    for (Setting setting : LearningRateSchedules.registry().settingsOf(name)) {
      for (Object value : List.of(-1.0, Double.NaN, Double.POSITIVE_INFINITY, "much")) {
        SettingException refusal =
            assertThrows(
                SettingException.class, () -> schedule(name, Map.of(setting.name(), value)));
        assertEquals(setting.name(), refusal.setting());
      }
    }
  }

  @Test
  void aFactorThatWouldStopOrRaiseTheRateIsRefused() {
    for (String name : List.of("step", "plateau")) {
      assertThrows(SettingException.class, () -> schedule(name, Map.of("factor", 0.0)));
      assertThrows(SettingException.class, () -> schedule(name, Map.of("factor", 10.0)));
    }
    assertThrows(SettingException.class, () -> schedule("exponential", Map.of("gamma", 0.0)));
    assertThrows(SettingException.class, () -> schedule("oneCycle", Map.of("divide", 0.5)));
    assertThrows(SettingException.class, () -> schedule("oneCycle", Map.of("peak", 1.5)));
  }

  @Test
  void plateauFallsAfterPatienceEpochsWithoutImprovementAndCountsAnew() {
    LearningRateSchedule plateau = schedule("plateau", Map.of("factor", 0.5, "patience", 2));
    ScheduleState state = new ScheduleState();
    double[] scores = {1.0, 0.8, 0.8, 0.9, 0.7, 0.7, Double.NaN, 0.7, 0.7};
    double[] scales = {1.0, 1.0, 1.0, 0.5, 0.5, 0.5, 0.25, 0.25, 0.125};
    for (int epoch = 0; epoch < scores.length; epoch++) {
      plateau.epochEnded(scores[epoch], state);
      double rate = plateau.at(new ScheduleContext(BASE, 0, epoch + 1, PLANNED), state);
      assertEquals(BASE * scales[epoch], rate, 1e-15, "after epoch " + epoch);
    }
  }

  @Test
  void plateauGoesOnFromACopiedState() {
    LearningRateSchedule plateau = schedule("plateau", Map.of("patience", 2));
    ScheduleState state = new ScheduleState();
    plateau.epochEnded(1, state);
    plateau.epochEnded(1, state);
    ScheduleState resumed = state.copy();
    plateau.epochEnded(1, resumed);
    ScheduleContext moment = new ScheduleContext(BASE, 15, 3, PLANNED);
    assertEquals(BASE * 0.1, plateau.at(moment, resumed), 1e-15);
    assertEquals(BASE, plateau.at(moment, state), "the copy does not touch the original");
  }

  @Test
  void ofThePromisedSchedulesPlateauWatchesTheValidation() {
    for (String name : PROMISED) {
      assertEquals(name.equals("plateau"), schedule(name, Map.of()).watchesValidation(), name);
    }
    assertFalse(schedule("constant", Map.of()).watchesValidation());
  }
}
