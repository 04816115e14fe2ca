package io.fallline.core.model;

import io.fallline.core.activation.Activation;
import io.fallline.core.math.Kernels;
import java.util.Arrays;

/**
 * The feed-forward network for one row at a time, without dropout: the scores of {@link Network},
 * where matrix products have no rows to share. Weights are transposed once, [inputs, outputs], so
 * that a layer's pre-activations are a combination of rows that stand side by side: z ← b + Σₖ
 * xₖ·Wᵀₖ, in ascending order as {@code vector} and {@code portable} have it. Rows are padded with
 * zeros to whole vectors. For one thread.
 */
public final class SingleRowNetwork {
  /** Numbers in the longest vectors that processors have. */
  private static final int LANES = 16;

  private final NetworkSpec spec;
  private final Kernels kernels;
  private final float[] parameters;
  private final Layer[] layers;
  private final int[] widths; // without the zeros
  private final int[] biases;
  private final float[][] transposed;
  private final float[][] preActivations;
  private final float[][] activations;
  private final Activation[] functions;
  private final double[] scratch;

  public SingleRowNetwork(NetworkSpec spec, Kernels kernels, float[] parameters) {
    this.spec = spec;
    this.kernels = kernels;
    this.parameters = parameters;
    ParameterLayout layout = ParameterLayout.of(spec);
    int count = spec.layers();
    layers = new Layer[count];
    widths = new int[count];
    biases = new int[count];
    transposed = new float[count][];
    preActivations = new float[count][];
    activations = new float[count - 1][];
    functions = new Activation[count - 1];
    for (int layer = 0; layer < count; layer++) {
      layers[layer] = new Layer(spec, layout, layer, kernels);
      biases[layer] = layout.bias(layer);
      widths[layer] = spec.outputsOf(layer);
      preActivations[layer] = new float[padded(widths[layer])];
      transposed[layer] = transposed(spec, layout, layer, parameters);
      if (layer < count - 1) {
        activations[layer] = new float[widths[layer]];
        functions[layer] = spec.createActivation(layer);
      }
    }
    scratch = new double[Math.max(1, spec.hidden().stream().mapToInt(w -> w).max().orElse(1))];
  }

  private SingleRowNetwork(SingleRowNetwork of) {
    spec = of.spec;
    kernels = of.kernels;
    parameters = of.parameters;
    layers = of.layers;
    widths = of.widths;
    biases = of.biases;
    transposed = of.transposed;
    functions = of.functions;
    preActivations = emptyCopies(of.preActivations);
    activations = emptyCopies(of.activations);
    scratch = new double[of.scratch.length];
  }

  private static float[][] emptyCopies(float[][] arrays) {
    float[][] copies = new float[arrays.length][];
    for (int i = 0; i < copies.length; i++) {
      copies[i] = new float[arrays[i].length];
    }
    return copies;
  }

  /** The same for another thread; the weights are shared. */
  public SingleRowNetwork another() {
    return new SingleRowNetwork(this);
  }

  /** Null for a layer of one unit, whose weights are one row either way. */
  private static float[] transposed(
      NetworkSpec spec, ParameterLayout layout, int layer, float[] parameters) {
    int inputs = spec.inputsOf(layer);
    int outputs = spec.outputsOf(layer);
    if (outputs == 1) {
      return null;
    }
    int width = padded(outputs);
    float[] transposed = new float[Math.multiplyExact(inputs, width)];
    int from = layout.weight(layer);
    for (int j = 0; j < outputs; j++) {
      for (int k = 0; k < inputs; k++) {
        transposed[k * width + j] = parameters[from + j * inputs + k];
      }
    }
    return transposed;
  }

  private static int padded(int outputs) {
    return outputs == 1 ? 1 : (outputs + LANES - 1) / LANES * LANES;
  }

  /**
   * Raw scores, offset included.
   *
   * @param row of one row
   * @param scores receives [outputs]
   */
  public void scores(RowBatch row, double[] scores) {
    if (row.sparse()) {
      layers[0].forward(parameters, row, 0, 1, preActivations[0]);
    } else {
      forward(0, row.values());
    }
    for (int below = 0; below < activations.length; below++) {
      functions[below].apply(
          activations[below].length, preActivations[below], activations[below], scratch);
      forward(below + 1, activations[below]);
    }
    float[] last = preActivations[activations.length];
    for (int k = 0; k < scores.length; k++) {
      scores[k] = last[k] + row.offset(0);
    }
  }

  private void forward(int layer, float[] x) {
    if (transposed[layer] == null) {
      layers[layer].forward(parameters, 1, x, 0, preActivations[layer]);
      return;
    }
    float[] z = preActivations[layer];
    Arrays.fill(z, 0);
    if (biases[layer] >= 0) {
      System.arraycopy(parameters, biases[layer], z, 0, widths[layer]);
    }
    kernels.gradient(spec.inputsOf(layer), z.length, 1, x, transposed[layer], 0, z, 0);
  }
}
