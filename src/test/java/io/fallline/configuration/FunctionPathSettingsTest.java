package io.fallline.configuration;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fallline.core.failure.Failure;
import io.fallline.core.schedule.LearningRateSchedule.ScheduleContext;
import io.fallline.core.schedule.ScheduleState;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FunctionPathSettingsTest {
  private static final List<String> RULES = List.of("sgd", "adam", "rmsprop");

  @Test
  void settingsAndRatesStandUnderTheNamesOfRules() {
    FunctionPathSettings settings =
        settings("adam.beta1=0.5", "adam.learningRate=0.3", "rmsprop.centered=true");
    assertEquals(Map.of("beta1", 0.5), settings.settingsOf("adam"));
    assertEquals(Map.of("centered", true), settings.settingsOf("rmsprop"));
    assertEquals(Map.of(), settings.settingsOf("sgd"));
    assertEquals(OptionalDouble.of(0.3), settings.learningRateOf("adam"));
    assertEquals(OptionalDouble.empty(), settings.learningRateOf("sgd"));
    assertTrue(settings.rule("rmsprop").slots().contains("a"), "it is not centered");
  }

  @Test
  void withoutAnyItIsAsAConfigurationHasIt() {
    FunctionPathSettings settings = settings();
    assertEquals(0, settings.warmupSteps());
    assertTrue(settings.gradientNorm() < 0, "it would stop");
    assertEquals(
        7, settings.schedule().at(new ScheduleContext(7, 50, 50, 100), new ScheduleState()));
  }

  @Test
  void theScheduleTakesItsSettings() {
    FunctionPathSettings settings =
        settings("schedule.type=step", "schedule.everyEpochs=10", "schedule.warmupSteps=3");
    assertEquals(3, settings.warmupSteps());
    assertEquals(
        0.1, settings.schedule().at(new ScheduleContext(1, 10, 10, 100), new ScheduleState()));
    assertEquals(0.5, settings("training.stop.gradientNorm=0.5").gradientNorm());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "adam.beta_1=0.5|--set adam.beta_1: beta_1 is not a setting of adam; did you mean beta1?",
        "adam.beta1=2|--set adam.beta1: beta1 is 2.0, expected a number in [0, 1)",
        "adam.beta1=much|--set adam.beta1: beta1 is \"much\", expected a number in [0, 1)",
        "adam.learningRate=0|--set adam.learningRate: is 0, expected a number above 0",
        "sgd.momentum=0.9|--set sgd.momentum: momentum is not a setting of sgd (it has none)",
        "lion.beta1=0.5|--set lion.beta1: lion is not among the rules sgd, adam, rmsprop",
        "adm.beta1=0.5|--set adm.beta1: expected a rule's setting (adam.beta1)",
        "optimizer.rule=adam|--set optimizer.rule: expected a rule's setting (adam.beta1)",
        "adam=0.5|--set adam: expected a rule's setting (adam.beta1)",
        "schedule.typ=cosine|--set schedule.typ: typ is not a setting of schedule here; did you mean type?",
        "schedule.metric=loss|--set schedule.metric: metric is not a setting of schedule here",
        "schedule.type=cosin|--set schedule.type: schedule.type is \"cosin\", expected one of constant",
        "schedule.warmupSteps=-1|--set schedule.warmupSteps: schedule.warmupSteps is -1, expected a whole number",
        "training.stop.gradientNorm=-1|--set training.stop.gradientNorm: training.stop.gradientNorm is -1",
        "training.epochs=3|--set training.epochs: expected a rule's setting (adam.beta1)"
      })
  void whatDoesNotFitIsRefusedWithWhatWasExpected(String setting, String message) {
    Failure failure = assertThrows(Failure.class, () -> settings(setting));
    assertEquals(Failure.Kind.CONFIGURATION, failure.kind());
    assertTrue(failure.getMessage().startsWith(message), failure.getMessage());
  }

  @Test
  void aMisspeltRuleIsGuessed() {
    Failure failure = assertThrows(Failure.class, () -> settings("adm.beta1=0.5"));
    assertTrue(failure.getMessage().endsWith("; did you mean adam?"), failure.getMessage());
  }

  private static FunctionPathSettings settings(String... arguments) {
    return FunctionPathSettings.of(RULES, List.of(arguments));
  }
}
