package io.fallline.report.tuning;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fallline.core.schedule.RangeTestCurve;
import io.fallline.core.schedule.RangeTestCurve.RangeTestTrial;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

class RangeTestResultTest {
  @Test
  void onlyARateMoreThanTenTimesOffIsAWarning() {
    OptionalDouble found = OptionalDouble.of(0.01);
    assertEquals(Optional.empty(), finding(0.09, found).warning());
    assertEquals(Optional.empty(), finding(0.0011, found).warning());
    assertEquals(Optional.empty(), finding(1e9, OptionalDouble.empty()).warning());
    assertEquals(
        "optimizer.learningRate is 0.5, 50 times too large for adam here, as far as this test can tell: about 0.01 would do",
        finding(0.5, found).warning().orElseThrow());
    assertTrue(finding(1e-5, found).warning().orElseThrow().contains("1000 times too small"));
  }

  @Test
  void theCurveIsDrawnInLettersWithTheSuggestionMarked() {
    String text = RangeTestText.of(finding(0.01, OptionalDouble.of(0.1)));
    List<String> lines = text.lines().toList();
    assertEquals("digits, adam: 50 steps at each of 5 rates from 0.001 to 10", lines.get(0));
    assertTrue(text.contains("  suggestion  0.1\n"), text);
    assertEquals(12, lines.stream().filter(line -> line.contains("│")).count(), text);
    assertTrue(lines.stream().filter(line -> line.contains("┊")).count() >= 11, text);
    assertEquals(4, text.chars().filter(c -> c == '•').count(), text);
    // the first point stands at the left, the lowest at the bottom
    assertTrue(lines.get(13).contains("•"), text);
  }

  @Test
  void pictureAndPageNameSuggestionAndConfiguredRate() {
    RangeTestResult finding = finding(0.01, OptionalDouble.of(0.1));
    for (String shown : List.of(RangeTestPage.of(finding), RangeTestPage.picture(finding))) {
      assertTrue(shown.contains("suggestion 0.1"), shown);
      assertTrue(shown.contains("configured 0.01"), shown);
    }
    assertTrue(
        !RangeTestPage.picture(finding(1e-9, OptionalDouble.empty())).contains("configured"));
  }

  /** The last of five rates diverges. */
  private static RangeTestResult finding(double configured, OptionalDouble found) {
    List<RangeTestTrial> scouts =
        List.of(new RangeTestTrial(0.01, 5, -0.01, 0.1), new RangeTestTrial(0.1, 5, -0.1, 0.1));
    List<RangeTestTrial> trials =
        List.of(
            new RangeTestTrial(0.001, 50, 0, 0.1),
            new RangeTestTrial(0.01, 50, -0.2, 0.1),
            new RangeTestTrial(0.1, 50, -1, 0.1),
            new RangeTestTrial(1, 50, -1.5, 0.1),
            new RangeTestTrial(10, 50, Double.POSITIVE_INFINITY, 0));
    return new RangeTestResult(
        "digits",
        "runs/digits/find-rate-1",
        "adam",
        configured,
        new RangeTestCurve(2, scouts, trials, found));
  }
}
