package io.fallline.report.tuning;

import io.fallline.report.ReadableNumbers;
import io.fallline.report.chart.Axis;
import java.util.Arrays;

/** A line plot in characters, for a terminal. */
final class TextPlot {
  private static final int WIDTH = 64;
  private static final int HEIGHT = 12;
  private static final int MARGIN = 10;

  private final char[][] cells = new char[HEIGHT][WIDTH];
  private final Axis x;
  private final Axis y;

  TextPlot(Axis x, Axis y) {
    this.x = x;
    this.y = y;
    for (char[] line : cells) {
      Arrays.fill(line, ' ');
    }
  }

  /** From bottom to top. */
  void mark(double place, char with) {
    for (char[] line : cells) {
      line[column(place)] = with;
    }
  }

  void curve(double[] xs, double[] ys) {
    for (int i = 0; i < xs.length; i++) {
      int line = (int) Math.round((1 - y.at(ys[i])) * (HEIGHT - 1));
      cells[line][column(xs[i])] = '•';
    }
  }

  private int column(double place) {
    return (int) Math.round(x.at(place) * (WIDTH - 1));
  }

  /** Each line with its line break. */
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < HEIGHT; i++) {
      boolean numbered = i == 0 || i == HEIGHT - 1;
      String number = numbered ? ReadableNumbers.significant(i == 0 ? y.to() : y.from()) : "";
      String line = padded(number) + " │" + new String(cells[i]);
      text.append(line.stripTrailing()).append('\n');
    }
    text.append(padded("")).append(" └").append("─".repeat(WIDTH)).append('\n');
    String from = ReadableNumbers.amount(x.from());
    String to = ReadableNumbers.amount(x.to());
    String name = x.name();
    int left = Math.max(1, (WIDTH - name.length()) / 2 - from.length());
    int right = Math.max(1, WIDTH - from.length() - left - name.length() - to.length());
    text.append(padded("")).append("  ").append(from).append(" ".repeat(left)).append(name);
    return text.append(" ".repeat(right)).append(to).append('\n').toString();
  }

  private static String padded(String number) {
    return " ".repeat(Math.max(0, MARGIN - number.length())) + number;
  }
}
