package io.fallline.report.paths;

import io.fallline.core.function.PlaneFunction;
import io.fallline.core.function.Point;
import io.fallline.core.function.Window;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/**
 * The contour lines of a function within a window, by marching squares.
 *
 * <p>Lorensen and Cline, "Marching cubes", 1987, in the plane. Around the window lies a ring
 * without height and without width, so that every outline closes.
 */
final class Contours {
  private static final int COLUMNS = 160;
  private static final int ROWS = 120;

  /** Corners of a cell, and nodes of the grid, in a line: the ring is the first and the last. */
  private static final int NODES_A_ROW = COLUMNS + 3;

  private final Window window;
  private final double[][] heights = new double[ROWS + 3][NODES_A_ROW];

  Contours(PlaneFunction function, Window window) {
    this.window = window;
    for (int j = 0; j < ROWS + 3; j++) {
      for (int i = 0; i < NODES_A_ROW; i++) {
        boolean ring = i == 0 || j == 0 || i == COLUMNS + 2 || j == ROWS + 2;
        heights[j][i] = ring ? Double.NEGATIVE_INFINITY : function.value(node(i, j));
      }
    }
  }

  /**
   * Levels between which pictures look evenly filled: each next one leaves a little more of the
   * window between, so that a bowl's are about evenly apart.
   */
  List<Double> levels(int count) {
    List<Double> sorted = new ArrayList<>();
    for (int j = 1; j < ROWS + 2; j++) {
      for (int i = 1; i < COLUMNS + 2; i++) {
        sorted.add(heights[j][i]);
      }
    }
    sorted.sort(null);
    List<Double> levels = new ArrayList<>();
    for (int k = 1; k <= count; k++) {
      double share = k / (count + 1.0);
      levels.add(sorted.get((int) (share * Math.sqrt(share) * sorted.size())));
    }
    return levels;
  }

  /** Closed outlines; the last point of each is followed by the first. */
  List<List<Point>> outlines(double level) {
    NavigableMap<Integer, Integer> next =
        new TreeMap<>(); // in an order that is the same everywhere
    for (int j = 0; j < ROWS + 2; j++) {
      for (int i = 0; i < NODES_A_ROW - 1; i++) {
        link(i, j, level, next);
      }
    }
    List<List<Point>> outlines = new ArrayList<>();
    while (!next.isEmpty()) {
      List<Point> outline = new ArrayList<>();
      Integer edge = next.firstKey();
      while (edge != null && next.containsKey(edge)) {
        outline.add(crossing(edge, level));
        edge = next.remove(edge);
      }
      outlines.add(outline);
    }
    return outlines;
  }

  /**
   * Walks around a cell: an outline enters it where the walk goes from high to low, and leaves it
   * where it comes back up. The neighbour walks the same edge the other way, and goes on there.
   */
  private void link(int i, int j, double level, Map<Integer, Integer> next) {
    int[] edges = {along(i, j), up(i + 1, j), along(i, j + 1), up(i, j)};
    double[] corners = {heights[j][i], heights[j][i + 1], heights[j + 1][i + 1], heights[j + 1][i]};
    boolean middleIsHigh = (corners[0] + corners[1] + corners[2] + corners[3]) / 4 >= level;
    int step = middleIsHigh ? 1 : 3; // of two ways through, the one that leaves the middle aside
    for (int k = 0; k < 4; k++) {
      if (corners[k] >= level && corners[(k + 1) % 4] < level) {
        int out = (k + step) % 4;
        while (!(corners[out] < level && corners[(out + 1) % 4] >= level)) {
          out = (out + step) % 4;
        }
        next.put(edges[k], edges[out]);
      }
    }
  }

  private static int along(int i, int j) {
    return 2 * (j * NODES_A_ROW + i);
  }

  private static int up(int i, int j) {
    return along(i, j) + 1;
  }

  private Point crossing(int edge, double level) {
    int node = edge / 2;
    int i = node % NODES_A_ROW;
    int j = node / NODES_A_ROW;
    boolean along = edge % 2 == 0;
    double from = heights[j][i];
    double to = along ? heights[j][i + 1] : heights[j + 1][i];
    Point start = node(i, j);
    Point end = along ? node(i + 1, j) : node(i, j + 1);
    boolean ring = Double.isInfinite(from) || Double.isInfinite(to); // of no width: either end
    double share = ring ? 0 : (level - from) / (to - from);
    return start.times(1 - share).plus(end.times(share));
  }

  private Point node(int i, int j) {
    double x = Math.min(COLUMNS, Math.max(0, i - 1)) / (double) COLUMNS;
    double y = Math.min(ROWS, Math.max(0, j - 1)) / (double) ROWS;
    return new Point(window.left() + x * window.width(), window.bottom() + y * window.height());
  }
}
