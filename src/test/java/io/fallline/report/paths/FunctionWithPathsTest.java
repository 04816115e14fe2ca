package io.fallline.report.paths;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.fallline.core.function.Point;
import io.fallline.report.paths.FunctionWithPaths.FunctionPath;
import java.util.List;
import org.junit.jupiter.api.Test;

class FunctionWithPathsTest {
  @Test
  void everyPointIsALineAndItsNumbersReadBackToTheBit() {
    FunctionWithPaths shown = Shown.descents("minima", 5, 0.001, 0.005);
    List<String[]> lines = shown.toCsv().lines().map(line -> line.split(",", -1)).toList();
    assertEquals(1 + 2 * 6, lines.size());
    for (int k = 0; k < 12; k++) {
      FunctionPath path = shown.paths().get(k / 6);
      Point at = path.path().points().get(k % 6);
      String[] cells = lines.get(k + 1);
      assertEquals(lines.get(0).length, cells.length);
      assertEquals(k / 6 + 1, Integer.parseInt(cells[0]));
      assertEquals(path.learningRate(), Double.parseDouble(cells[2]));
      assertEquals(k % 6, Integer.parseInt(cells[4]));
      assertEquals(k % 6 == 0 ? "" : "" + path.learningRate(), cells[5]);
      assertEquals(at.x(), Double.parseDouble(cells[6]));
      assertEquals(at.y(), Double.parseDouble(cells[7]));
      assertEquals(shown.function().gradient(at).y(), Double.parseDouble(cells[10]));
      assertEquals(Double.parseDouble(cells[9]), Double.parseDouble(cells[11]), 1e-6);
    }
  }

  @Test
  void theLargestDifferenceIsThatOfAllPointsAndBothAxes() {
    FunctionWithPaths shown = Shown.descents("minima", 30, 0.005);
    double largest =
        shown
            .toCsv()
            .lines()
            .skip(1)
            .map(line -> line.split(",", -1))
            .mapToDouble(cells -> Math.max(apart(cells, 9), apart(cells, 10)))
            .max()
            .orElseThrow();
    assertEquals(largest, shown.largestDifference(shown.paths().get(0)));
  }

  private static double apart(String[] cells, int formula) {
    return Math.abs(Double.parseDouble(cells[formula]) - Double.parseDouble(cells[formula + 2]));
  }
}
