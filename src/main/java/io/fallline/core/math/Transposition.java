package io.fallline.core.math;

/** Turns a row-major matrix over, in square blocks that stay in the first cache. */
final class Transposition {
  private static final int BLOCK = 16;

  private Transposition() {}

  /** {@code to[c·rows + r] ← from[start + r·columns + c]}. */
  static void transpose(int rows, int columns, float[] from, int start, float[] to) {
    for (int r0 = 0; r0 < rows; r0 += BLOCK) {
      int r1 = Math.min(rows, r0 + BLOCK);
      for (int c0 = 0; c0 < columns; c0 += BLOCK) {
        int c1 = Math.min(columns, c0 + BLOCK);
        for (int r = r0; r < r1; r++) {
          for (int c = c0; c < c1; c++) {
            to[c * rows + r] = from[start + r * columns + c];
          }
        }
      }
    }
  }
}
