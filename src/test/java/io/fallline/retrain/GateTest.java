package io.fallline.retrain;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fallline.configuration.RetrainSection;
import io.fallline.configuration.RetrainSection.GateData;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GateTest {
  /**
   * Losses and errors go down, the others up; what is as good passes where nothing more is asked.
   */
  @ParameterizedTest
  @CsvSource({
    "      , 0.5,  0.25, 0,    true,  0.25",
    "      , 0.25, 0.5,  0,    false, -0.25",
    "      , 0.5,  0.5,  0,    true,  0",
    "      , 0.5,  0.25, 0.25, true,  0.25",
    "      , 0.5,  0.25, 0.26, false, 0.25",
    "      , 0.25, 0.5,  -0.5, true,  -0.25",
    "rmse  , 4,    3,    1,    true,  1",
    "rmse  , 3,    4,    0,    false, -1",
    "mae   , 3,    4,    0,    false, -1",
    "logLoss, 0.5, 0.75, 0,    false, -0.25",
    "accuracy, 0.5, 0.75, 0.25, true, 0.25",
    "accuracy, 0.75, 0.5, 0,   false, -0.25",
    "auc   , 0.75, 0.5,  0,    false, -0.25",
    "f1    , 0.5,  0.75, 0.5,  false, 0.25",
    "r2    , -1,   -0.5, 0.5,  true,  0.5"
  })
  void aChallengerPassesThatGainsEnoughInTheMetricsDirection(
      String metric, double before, double now, double minGain, boolean passed, double gain) {
    Gate.Decision decision =
        gate(metric, minGain, OptionalDouble.empty())
            .of(Optional.of(measure(metric, before)), measure(metric, now));
    assertEquals(passed, decision.passed());
    assertEquals(gain, decision.gain());
    assertEquals(before, decision.champion());
    assertEquals(now, decision.challenger());
    assertEquals(metric == null ? "loss" : metric, decision.metric());
  }

  @Test
  void aVerdictSaysWhatWasFoundAndWhatWasExpected() {
    Gate gate = gate("accuracy", 0.05, OptionalDouble.empty());
    HeldOutMetrics before = measure("accuracy", 0.9);
    assertEquals(
        "accuracy 0.900000 → 0.960000",
        gate.of(Optional.of(before), measure("accuracy", 0.96)).reason());
    assertEquals(
        "accuracy 0.900000 → 0.875000: a gain of -0.0250000, expected 0.0500000 or more",
        gate.of(Optional.of(before), measure("accuracy", 0.875)).reason());
  }

  @Test
  void theFirstOfAModelPassesWhateverItsGain() {
    Gate.Decision decision =
        gate(null, 1e9, OptionalDouble.empty()).of(Optional.empty(), measure(null, 3));
    assertTrue(decision.passed());
    assertTrue(Double.isNaN(decision.champion()));
    assertTrue(Double.isNaN(decision.gain()));
    assertEquals("loss is 3.00000", decision.reason());
  }

  @ParameterizedTest
  @CsvSource({
    "loss,     0.5,  0.5,  true,  ''",
    "loss,     0.51, 0.5,  false, 'loss is 0.510000, expected 0.500000 or less'",
    "accuracy, 0.5,  0.5,  true,  ''",
    "accuracy, 0.49, 0.5,  false, 'accuracy is 0.490000, expected 0.500000 or more'"
  })
  void whatMustBeReachedMustBeReachedEvenByTheFirst(
      String metric, double now, double absolute, boolean passed, String reason) {
    Gate gate =
        gate(metric.equals("loss") ? null : metric, Double.NEGATIVE_INFINITY, absolute(absolute));
    double far = metric.equals("loss") ? 100 : -100;
    for (Optional<HeldOutMetrics> before :
        java.util.List.of(Optional.<HeldOutMetrics>empty(), Optional.of(measure(metric, far)))) {
      Gate.Decision decision = gate.of(before, measure(metric, now));
      assertEquals(passed, decision.passed());
      String ofChampion =
          before.isEmpty()
              ? ""
              : "; the champion's is " + (far > 0 ? "" : "-") + "100.000 on the same rows";
      assertTrue(
          reason.isEmpty() || decision.reason().equals(reason + ofChampion), decision.reason());
    }
  }

  @Test
  void aChallengerWhoseMetricIsNotDefinedNeverPasses() {
    Gate gate = gate("auc", -1e9, OptionalDouble.empty());
    for (Optional<HeldOutMetrics> before :
        java.util.List.of(Optional.<HeldOutMetrics>empty(), Optional.of(measure("auc", 0.5)))) {
      Gate.Decision decision = gate.of(before, measure("auc", Double.NaN));
      assertFalse(decision.passed());
      assertEquals("auc is not defined on these rows", decision.reason());
      assertFalse(gate.of(before, new HeldOutMetrics(0, Map.of())).passed());
    }
  }

  @Test
  void withoutHeldOutRowsNothingPasses() {
    Gate gate = gate("auc", -1e9, OptionalDouble.empty());
    Gate.Decision decision = gate.of(Optional.empty(), new HeldOutMetrics(0, Map.of()));
    assertFalse(decision.passed());
    assertEquals(
        "no rows were held out to measure on: there are too few for the fraction that is",
        decision.reason());
  }

  @Test
  void nothingPassesThatCannotBeCompared() {
    Gate gate = gate("auc", -1e9, OptionalDouble.empty());
    Gate.Decision undefined =
        gate.of(Optional.of(measure("auc", Double.NaN)), measure("auc", 0.75));
    assertFalse(undefined.passed());
    assertEquals("auc is 0.750000, and not defined for the champion", undefined.reason());
    Gate.Decision incomparable = gate.incomparable(measure("auc", 0.75), "column \"a\" is missing");
    assertFalse(incomparable.passed());
    assertEquals(0.75, incomparable.challenger());
    assertTrue(Double.isNaN(incomparable.champion()));
    assertEquals(
        "the champion cannot be measured on these rows: column \"a\" is missing",
        incomparable.reason());
  }

  private static Gate gate(String metric, double minGain, OptionalDouble absolute) {
    return new Gate(
        new RetrainSection.Gate(Optional.ofNullable(metric), GateData.TEST, minGain, absolute));
  }

  private static OptionalDouble absolute(double value) {
    return OptionalDouble.of(value);
  }

  /** The loss beside it says the contrary. */
  private static HeldOutMetrics measure(String metric, double value) {
    String name = metric == null ? HeldOutMetrics.LOSS : metric;
    return new HeldOutMetrics(
        10,
        name.equals(HeldOutMetrics.LOSS)
            ? Map.of(HeldOutMetrics.LOSS, value, "accuracy", value)
            : Map.of(HeldOutMetrics.LOSS, value, name, value));
  }
}
