package io.fallline.core.model;

/** The buffers of one thread that computes with one network. They grow to the largest piece seen and then stay. */
public final class Workspace {
  private final NetworkSpec spec;

  /** Per layer [rows, width]: what its affine map gives, which in backpropagation turns into ∂loss/∂ of it. */
  final float[][] sums;

  /** Per hidden layer [rows, width]: after the activation. */
  final float[][] values;

  /** Per hidden layer [rows, width]: values after dropout; the same arrays as values where nothing is dropped. */
  final float[][] kept;

  /** Per hidden layer [rows, width]: 0 for dropped units, 1/(1 − dropout) for others. */
  final float[][] masks;

  /** Per layer [rows, width]: ∂loss/∂ of the layer's sums. */
  final float[][] slopes;

  final double[] scores;
  private int capacity;

  Workspace(NetworkSpec spec) {
    this.spec = spec;
    int layers = spec.layers();
    sums = new float[layers][];
    slopes = new float[layers][];
    values = new float[layers - 1][];
    kept = new float[layers - 1][];
    masks = new float[layers - 1][];
    scores = new double[spec.outputs()];
  }

  /** Makes room for pieces of this many rows. */
  void reserve(int rows) {
    if (rows <= capacity) {
      return;
    }
    capacity = rows;
    for (int layer = 0; layer < sums.length; layer++) {
      int length = Math.multiplyExact(rows, spec.outputsOf(layer));
      sums[layer] = new float[length];
      slopes[layer] = new float[length];
      if (layer < values.length) {
        values[layer] = new float[length];
        boolean drops = spec.dropout() > 0;
        kept[layer] = drops ? new float[length] : values[layer];
        masks[layer] = drops ? new float[length] : null;
      }
    }
  }
}
