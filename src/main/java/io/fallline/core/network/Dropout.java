package io.fallline.core.network;

import io.fallline.core.math.RandomStream;

/**
 * Inverted dropout: in training a hidden unit gives 0 with this probability, and otherwise 1/(1 −
 * probability) of its value, so that what it gives on average stays the same and prediction needs
 * no factor.
 *
 * <p>Srivastava et al., "Dropout: A Simple Way to Prevent Neural Networks from Overfitting", 2014.
 */
final class Dropout {
  private final double probability;
  private final float scale;

  Dropout(double probability) {
    this.probability = probability;
    scale = (float) (1 / (1 - probability));
  }

  /**
   * Draws the factors of every hidden unit row by row, a row's layers in order: they do not depend
   * on how rows are cut into pieces.
   *
   * @param masks per hidden layer [rows, width]
   * @param widths of the hidden layers
   */
  void draw(RandomStream stream, int rows, float[][] masks, int[] widths) {
    for (int i = 0; i < rows; i++) {
      for (int layer = 0; layer < widths.length; layer++) {
        int end = (i + 1) * widths[layer];
        for (int unit = end - widths[layer]; unit < end; unit++) {
          masks[layer][unit] = stream.nextDouble() < probability ? 0 : scale;
        }
      }
    }
  }

  /** {@code product ← numbers · mask} by element; NaN times 0 stays NaN. */
  static void apply(int length, float[] numbers, float[] mask, float[] product) {
    for (int i = 0; i < length; i++) {
      product[i] = numbers[i] * mask[i];
    }
  }
}
