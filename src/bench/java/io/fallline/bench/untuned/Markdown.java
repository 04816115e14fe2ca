package io.fallline.bench.untuned;

import java.util.Arrays;
import java.util.Locale;

/** Rows of a Markdown table. */
final class Markdown {
  private final StringBuilder text = new StringBuilder();

  Markdown(String... columns) {
    row((Object[]) columns);
    text.append("|---".repeat(columns.length)).append("|\n");
  }

  Markdown row(Object... cells) {
    text.append('|');
    Arrays.stream(cells).forEach(cell -> text.append(' ').append(shown(cell)).append(" |"));
    text.append('\n');
    return this;
  }

  private static String shown(Object cell) {
    return cell instanceof Double number ? number(number) : String.valueOf(cell);
  }

  /** Five digits that count: shares differ in the third. */
  static String number(double value) {
    double size = Math.abs(value);
    if (size >= 1e6 || (size < 1e-3 && size > 0)) {
      return String.format(Locale.ROOT, "%.4e", value);
    }
    return String.format(Locale.ROOT, size >= 1000 ? "%.1f" : size >= 10 ? "%.3f" : "%.4f", value);
  }

  @Override
  public String toString() {
    return text.toString();
  }
}
