package io.fallline.core.network;

/**
 * The layout of the second derivatives of a network without hidden layers in their array: for each
 * pair of outputs k ≥ l a block, and in it the lower triangle over pairs of inputs i ≥ j, row after
 * row; the bias counts as the last input, which is always 1.
 *
 * @param width how many inputs a row has, the one of the bias included
 */
public record HessianLayout(int inputs, int outputs, int width) {
  public HessianLayout {
    if (width != inputs && width != inputs + 1) {
      throw new IllegalArgumentException(inputs + " inputs in rows of " + width);
    }
  }

  public static HessianLayout of(NetworkSpec spec) {
    if (!spec.hidden().isEmpty()) {
      throw new IllegalArgumentException("a network with hidden layers");
    }
    int inputs = spec.inputs();
    return new HessianLayout(inputs, spec.outputs(), inputs + (spec.intercept() ? 1 : 0));
  }

  public int size() {
    long blocks = (long) outputs * (outputs + 1) / 2;
    return Math.toIntExact(blocks * triangle(width));
  }

  /** Where the block of two outputs begins, of which the first is not the lower one. */
  int block(int output, int other) {
    return (int) (triangle(output) + other) * (int) triangle(width);
  }

  /** Where row i of a block begins within it. */
  static int row(int i) {
    return (int) triangle(i);
  }

  private static long triangle(int rows) {
    return (long) rows * (rows + 1) / 2;
  }

  /** The place of an output's input among all parameters, as {@link ParameterLayout} has them. */
  private int parameter(int output, int input) {
    return input < inputs ? output * inputs + input : outputs * inputs + output;
  }

  /** The lower triangle of the whole matrix over all parameters: row i has i + 1 numbers. */
  public double[][] lower(double[] packed) {
    double[][] lower = new double[outputs * width][];
    for (int i = 0; i < lower.length; i++) {
      lower[i] = new double[i + 1];
    }
    for (int k = 0; k < outputs; k++) {
      for (int l = 0; l <= k; l++) {
        unpack(packed, k, l, lower);
      }
    }
    return lower;
  }

  /** The diagonal of the whole matrix, over all parameters. */
  public double[] diagonal(double[] packed) {
    double[] diagonal = new double[outputs * width];
    for (int k = 0; k < outputs; k++) {
      for (int i = 0; i < width; i++) {
        diagonal[parameter(k, i)] = packed[block(k, k) + row(i) + i];
      }
    }
    return diagonal;
  }

  private void unpack(double[] packed, int k, int l, double[][] lower) {
    int block = block(k, l);
    for (int i = 0; i < width; i++) {
      for (int j = 0; j < width; j++) {
        double value = packed[block + row(Math.max(i, j)) + Math.min(i, j)];
        int one = parameter(k, i);
        int other = parameter(l, j);
        lower[Math.max(one, other)][Math.min(one, other)] = value;
      }
    }
  }
}
