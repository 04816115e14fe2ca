package io.fallline.report;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** A table in text, whose columns are as wide as their widest cells. */
public final class TextTable {
  private static final String GAP = "  ";

  private final List<List<String>> lines = new ArrayList<>();
  private final int leftColumns;

  /**
   * @param leftColumns how many of the first columns stand to the left; the others stand to the
   *     right, as numbers do
   */
  public TextTable(int leftColumns) {
    this.leftColumns = leftColumns;
  }

  /** Adds a line, which may have fewer cells than others. */
  public TextTable add(List<String> cells) {
    lines.add(List.copyOf(cells));
    return this;
  }

  /** The lines, each cell after a gap, without line breaks. */
  public List<String> lines() {
    return lines(widths());
  }

  /** The same with one width for all columns. */
  List<String> linesOfEqualColumns() {
    int[] widths = widths();
    Arrays.fill(widths, Arrays.stream(widths).max().orElse(0));
    return lines(widths);
  }

  private int[] widths() {
    int[] widths = new int[lines.stream().mapToInt(List::size).max().orElse(0)];
    for (List<String> line : lines) {
      for (int k = 0; k < line.size(); k++) {
        widths[k] = Math.max(widths[k], line.get(k).length());
      }
    }
    return widths;
  }

  private List<String> lines(int[] widths) {
    List<String> texts = new ArrayList<>();
    for (List<String> line : lines) {
      StringBuilder text = new StringBuilder();
      for (int k = 0; k < line.size(); k++) {
        String space = " ".repeat(widths[k] - line.get(k).length());
        text.append(GAP).append(k < leftColumns ? line.get(k) + space : space + line.get(k));
      }
      texts.add(text.toString());
    }
    return texts;
  }
}
