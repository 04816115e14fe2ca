package io.fallline.core.network;

/**
 * The buffers of one thread that computes with one network. They grow to the largest number of rows
 * seen and then stay.
 */
public final class Workspace {
  /** Numbers in the longest vectors that processors have. */
  private static final int LANES = 16;

  private final NetworkSpec spec;

  /** Per layer [rows, width], padded to whole vectors: z = W·x + b. */
  final float[][] preActivations;

  /** Per layer [rows, width]: ∂loss/∂z, times the row's weight. */
  final float[][] derivatives;

  /** Per hidden layer [rows, width]: f(z). */
  final float[][] activations;

  /**
   * Per hidden layer [rows, width], where the network drops units: what units are multiplied by.
   */
  final float[][] masks;

  /** Per hidden layer [rows, width], where the network drops units: activations times masks. */
  final float[][] masked;

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
    preActivations = new float[hidden + 1][];
    derivatives = new float[hidden + 1][];
    activations = new float[hidden][];
    masks = new float[hidden][];
    masked = new float[hidden][];
    outputs = spec.outputs();
  }

  /** The next number of whole vectors; 1 stays 1. */
  static int padded(int numbers) {
    return numbers == 1 ? 1 : (numbers + LANES - 1) / LANES * LANES;
  }

  void reserve(int rows) {
    if (rows <= capacity) {
      return;
    }
    // a group has now a row more, now one less
    capacity = rows + rows / 4;
    int widest = 1;
    for (int layer = 0; layer < spec.layers(); layer++) {
      int length = Math.multiplyExact(capacity, spec.outputsOf(layer));
      preActivations[layer] = new float[padded(length)];
      derivatives[layer] = new float[length];
      if (layer < activations.length) {
        activations[layer] = new float[length];
        widest = Math.max(widest, spec.outputsOf(layer));
        if (spec.dropout() > 0) {
          masks[layer] = new float[length];
          masked[layer] = new float[length];
        }
      }
    }
    scores = new double[Math.multiplyExact(capacity, outputs)];
    weights = new double[capacity];
    losses = new double[capacity];
    scratch = new double[Math.max(capacity, widest)];
  }
}
