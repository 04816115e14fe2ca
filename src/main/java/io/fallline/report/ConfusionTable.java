package io.fallline.report;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.DoubleStream;

/** A confusion matrix in columns of equal width. */
final class ConfusionTable {
  private static final int LONGEST_CLASS = 12;
  private static final String INDENT = "    ";

  private final List<String> classes;
  private final List<List<String>> lines = new ArrayList<>();

  ConfusionTable(List<String> classes, double[][] weights) {
    this.classes = classes.stream().map(ConfusionTable::shortened).toList();
    for (double[] line : weights) {
      lines.add(DoubleStream.of(line).mapToObj(ReadableNumbers::amount).toList());
    }
  }

  @Override
  public String toString() {
    int width = 0;
    for (String cell : cells()) {
      width = Math.max(width, cell.length());
    }
    StringBuilder text = new StringBuilder();
    append(text, "", classes, width);
    for (int i = 0; i < lines.size(); i++) {
      append(text, classes.get(i), lines.get(i), width);
    }
    return text.toString();
  }

  private List<String> cells() {
    List<String> cells = new ArrayList<>(classes);
    lines.forEach(cells::addAll);
    return cells;
  }

  private static void append(StringBuilder text, String title, List<String> cells, int width) {
    text.append(INDENT).append(title).append(" ".repeat(width - title.length()));
    for (String cell : cells) {
      text.append("  ").append(" ".repeat(width - cell.length())).append(cell);
    }
    text.append('\n');
  }

  private static String shortened(String name) {
    return name.length() <= LONGEST_CLASS ? name : name.substring(0, LONGEST_CLASS - 1) + "…";
  }
}
