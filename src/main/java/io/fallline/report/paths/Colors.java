package io.fallline.report.paths;

/** What tells paths apart: eight colours, then the same with dashes, then with dots. */
final class Colors {
  private static final int COLORS = 8;
  private static final String[] DASHES = {"", " dashed", " dotted"};

  private Colors() {}

  /** The classes of a path. */
  static String of(int index) {
    return "c" + index % COLORS + DASHES[index / COLORS % DASHES.length];
  }
}
