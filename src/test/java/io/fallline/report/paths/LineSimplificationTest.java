package io.fallline.report.paths;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fallline.core.function.Point;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class LineSimplificationTest {
  @Test
  void pointsOnALineAreLeftOut() {
    List<Point> line = IntStream.range(0, 50).mapToObj(k -> new Point(k, 2 * k)).toList();
    assertEquals(List.of(line.get(0), line.get(49)), LineSimplification.simplified(line, 0.01));
  }

  @Test
  void whatIsLeftOutIsNearerThanTheTolerance() {
    List<Point> circle =
        IntStream.rangeClosed(0, 360)
            .mapToObj(k -> new Point(Math.cos(Math.toRadians(k)), Math.sin(Math.toRadians(k))))
            .toList();
    List<Point> few = LineSimplification.simplified(circle, 0.01);
    assertTrue(few.size() < 40, few.size() + " points");
    for (int k = 1; k < few.size(); k++) {
      Point middle = few.get(k - 1).plus(few.get(k)).times(0.5);
      assertTrue(1 - middle.norm() < 0.0101, middle.toString());
    }
  }

  @Test
  void aPointAloneAndAClosedLineStay() {
    Point alone = new Point(1, 1);
    assertEquals(List.of(alone), LineSimplification.simplified(List.of(alone), 1));
    List<Point> closed = List.of(alone, new Point(5, 1), new Point(5, 5), alone);
    assertEquals(closed, LineSimplification.simplified(closed, 0.1));
  }
}
