package io.fallline.core.model;

/**
 * The buffers of one thread that computes with one network. They grow to the largest piece seen and
 * then stay.
 */
public final class Workspace {
  /** Numbers in the longest vectors that processors have. */
  private static final int LANES = 16;

  private final NetworkSpec spec;

  /** Per layer [rows, width], filled up to whole vectors: what its affine map gives. */
  final float[][] sums;

  /** Per layer [rows, width]: ∂loss/∂ of its sums, times the row's weight. */
  final float[][] derivatives;

  /** Per hidden layer [rows, width]: after the activation. */
  final float[][] values;

  /**
   * Per hidden layer [rows, width], where the network drops units: what units are multiplied by.
   */
  final float[][] masks;

  /** Per hidden layer [rows, width], where the network drops units: values times masks. */
  final float[][] kept;

  /** Scores of the last layer a row. */
  final int outputs;

  /** [rows, outputs]: raw scores, then the derivatives of their losses. */
  double[] scores;

  /** A number a row each. */
  double[] weights;

  double[] losses;
  double[] scratch;

  private int capacity;

  Workspace(NetworkSpec spec) {
    this.spec = spec;
    int hidden = spec.hidden().size();
    sums = new float[hidden + 1][];
    derivatives = new float[hidden + 1][];
    values = new float[hidden][];
    masks = new float[hidden][];
    kept = new float[hidden][];
    outputs = spec.outputs();
  }

  /** The next number of whole vectors; 1 stays 1. */
  static int filled(int numbers) {
    return numbers == 1 ? 1 : (numbers + LANES - 1) / LANES * LANES;
  }

  /** Makes room for pieces of this many rows. */
  void reserve(int rows) {
    if (rows <= capacity) {
      return;
    }
    // a group has now a row more, now one less
    capacity = rows + rows / 4;
    int widest = 1;
    for (int layer = 0; layer < spec.layers(); layer++) {
      int length = Math.multiplyExact(capacity, spec.outputsOf(layer));
      sums[layer] = new float[filled(length)];
      derivatives[layer] = new float[length];
      if (layer < values.length) {
        values[layer] = new float[length];
        widest = Math.max(widest, spec.outputsOf(layer));
        if (spec.dropout() > 0) {
          masks[layer] = new float[length];
          kept[layer] = new float[length];
        }
      }
    }
    scores = new double[Math.multiplyExact(capacity, outputs)];
    weights = new double[capacity];
    losses = new double[capacity];
    scratch = new double[Math.max(capacity, widest)];
  }
}
