package io.fallline.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.fallline.report.ProgressLine.ProgressSnapshot;
import org.junit.jupiter.api.Test;

class ProgressLineTest {
  private static final ProgressSnapshot EARLY =
      new ProgressSnapshot(1, 10, 5, 600, 2.30259, 0.001, Double.NaN, 0.05, Double.NaN);
  private static final ProgressSnapshot LATER =
      new ProgressSnapshot(3, 10, 120, 600, 0.512345, 0.00025, 1_234_567, 48, 192);
  private static final ProgressSnapshot LAST =
      new ProgressSnapshot(10, 10, 600, 600, 0.1, 1e-5, 950, 60, 0);

  @Test
  void onATerminalTheLineIsRewrittenInPlace() {
    ProgressLine line = ProgressLine.onTerminal(120);
    assertEquals("\repoch 1/10  step 5/600  loss 2.303  rate 0.001", line.stepEnded(EARLY));
    assertEquals(
        "\repoch 3/10  step 120/600  loss 0.5123  rate 0.00025  1.2M/s  3m12s left",
        line.stepEnded(LATER));
    assertEquals(
        "\repoch 10/10  step 600/600  loss 0.1  rate 1e-5  950/s  0.0s left  validation 0.25",
        line.epochEnded(LAST, 0.25));
    assertEquals("\n", line.ended());
    assertEquals("", line.ended());
  }

  @Test
  void aShorterLineErasesALongerOne() {
    ProgressLine line = ProgressLine.onTerminal(120);
    int before = line.stepEnded(LATER).length();
    String after = line.epochEnded(EARLY, Double.NaN);
    assertEquals("\repoch 1/10  step 5/600  loss 2.303  rate 0.001", after.stripTrailing());
    assertEquals(before, after.length());
  }

  @Test
  void aTerminalIsNotWrittenToMoreThanTenTimesASecond() {
    ProgressLine line = ProgressLine.onTerminal(120);
    int printed = 0;
    for (int i = 0; i < 10_000; i++) {
      ProgressSnapshot progress =
          new ProgressSnapshot(1, 1, i + 1, 10_000, 1, 1, 1, i / 10_000.0, 1);
      printed += line.stepEnded(progress).isEmpty() ? 0 : 1;
    }
    assertEquals(10, printed);
  }

  @Test
  void aLineNeverWraps() {
    ProgressLine line = ProgressLine.onTerminal(40);
    assertEquals("\repoch 3/10  step 120/600  loss 0.5123  ", line.stepEnded(LATER));
  }

  @Test
  void elsewhereThereIsALineAnEpoch() {
    ProgressLine line = ProgressLine.elsewhere(0);
    assertEquals("", line.stepEnded(EARLY));
    assertEquals(
        "epoch 1/10  step 5/600  loss 2.303  rate 0.001  validation 2.25\n",
        line.epochEnded(EARLY, 2.25));
    assertEquals(
        "epoch 10/10  step 600/600  loss 0.1  rate 1e-5  950/s  0.0s left\n",
        line.epochEnded(LAST, Double.NaN));
    assertEquals("", line.ended());
  }

  @Test
  void elsewhereALongEpochSaysSomethingEveryHalfMinute() {
    ProgressLine line = ProgressLine.elsewhere(0);
    int printed = 0;
    for (int second = 0; second < 100; second++) {
      String text = line.stepEnded(new ProgressSnapshot(1, 1, second + 1, 100, 1, 1, 1, second, 1));
      assertFalse(text.contains("\r"));
      printed += text.isEmpty() ? 0 : 1;
    }
    assertEquals(3, printed);
  }

  @Test
  void aWarningPushesTheRewrittenLineDown() {
    ProgressLine line = ProgressLine.onTerminal(120);
    int shown = line.stepEnded(EARLY).length() - 1;
    assertEquals(
        "\r" + " ".repeat(shown) + "\rcolumn age is constant\n",
        line.line("column age is constant"));
    assertEquals("once more\n", line.line("once more"));
    assertEquals("", line.ended());
  }
}
