package io.fallline.report;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.fallline.report.Summary.StepBreakdown;
import org.junit.jupiter.api.Test;

class StepBreakdownTest {
  @Test
  void aStepThatMostlyWaitsSaysWhatToChange() {
    assertEquals(
        "62% of a step is waiting: larger batches or fewer tasks",
        new StepBreakdown(0.3, 0.62, 0.05, 0.03).advice());
  }

  @Test
  void aStepThatMostlyAddsUpSaysWhatToChange() {
    assertEquals(
        "80% of a step is adding up what tasks send: fewer tasks, or larger batches",
        new StepBreakdown(1, 1, 8, 0).advice());
  }

  @Test
  void arithmeticNeedsNoAdvice() {
    assertEquals("", new StepBreakdown(0.5, 0.3, 0.2, 0).advice());
    assertEquals("", new StepBreakdown(0.1, 0.2, 0.1, 3).advice());
    assertEquals("", new StepBreakdown(0, 0, 0, 0).advice());
    assertEquals("", new StepBreakdown(Double.NaN, 5, 5, 5).advice());
  }
}
