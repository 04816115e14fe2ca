package io.fallline.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class StepTimesTest {
  @Test
  void quantilesOfAMillionStepsAreNearTheExactOnes() {
    long[] nanos =
        new Random(5).doubles(1_000_000).mapToLong(x -> (long) Math.exp(25 * x)).toArray();
    StepTimes times = new StepTimes();
    Arrays.stream(nanos).forEach(times::add);
    Arrays.sort(nanos);
    double median = nanos[499_999] / 1e6;
    double p95 = nanos[949_999] / 1e6;
    assertEquals(median, times.medianMillis(), 0.004 * median);
    assertEquals(p95, times.p95Millis(), 0.004 * p95);
    assertEquals(1_000_000, times.steps());
    assertEquals(Arrays.stream(nanos).sum() / 1e9, times.seconds(), 1e-9);
    assertEquals(Arrays.stream(nanos).sum() / 1e12, times.meanMillis(), 1e-9);
  }

  @Test
  void theOrderOfStepsDoesNotMatter() {
    StepTimes up = new StepTimes();
    StepTimes down = new StepTimes();
    for (int i = 0; i <= 1000; i++) {
      up.add(i * 12_345L);
      down.add((1000 - i) * 12_345L);
    }
    assertEquals(up.medianMillis(), down.medianMillis());
    assertEquals(up.p95Millis(), down.p95Millis());
  }

  @Test
  void theShortestAndTheLongestStepAreCounted() {
    StepTimes times = new StepTimes();
    times.add(0);
    assertEquals(0, times.medianMillis());
    times.add(Long.MAX_VALUE);
    assertEquals(Long.MAX_VALUE / 1e6, times.p95Millis(), 0.004 * Long.MAX_VALUE / 1e6);
    assertThrows(IllegalArgumentException.class, () -> times.add(-1));
  }

  @Test
  void oneStepIsItsOwnMedian() {
    for (int power = 0; power < 62; power++) {
      long nanos = (1L << power) + (1L << power) / 3;
      StepTimes times = new StepTimes();
      times.add(nanos);
      assertEquals(nanos / 1e6, times.medianMillis(), 0.004 * nanos / 1e6);
      assertEquals(times.medianMillis(), times.p95Millis());
    }
  }

  @Test
  void beforeTheFirstStepNothingIsKnown() {
    StepTimes times = new StepTimes();
    assertEquals(Double.NaN, times.medianMillis());
    assertEquals(Double.NaN, times.p95Millis());
    assertEquals(Double.NaN, times.meanMillis());
    assertEquals(0, times.seconds());
  }
}
