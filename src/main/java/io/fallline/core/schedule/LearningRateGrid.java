package io.fallline.core.schedule;

/**
 * The learning rates worth telling apart: 1, 2 and 5 times each power of ten, numbered in order,
 * with 1 as number 0.
 */
final class LearningRateGrid {
  /** How many rates a power of ten has. */
  static final int A_DECADE = 3;

  private static final int[] DIGITS = {1, 2, 5};

  private LearningRateGrid() {}

  static double rate(int number) {
    int exponent = Math.floorDiv(number, A_DECADE);
    // as text, since a product with a power of ten would not be the number that people write
    return Double.parseDouble(DIGITS[Math.floorMod(number, A_DECADE)] + "e" + exponent);
  }

  /** The number of the largest rate up to this one. */
  static int atMost(double rate) {
    int number = A_DECADE * (int) Math.floor(StrictMath.log10(rate)) - A_DECADE;
    while (rate(number + 1) <= rate) {
      number++;
    }
    return number;
  }
}
