package io.fallline.core.network;

import io.fallline.core.math.Kernels;
import io.fallline.core.math.SparseKernels;
import java.util.Arrays;

/**
 * A dense layer, z = W·x + b, over many rows: forward, backward and gradient.
 *
 * <p>A single row leaves matrix products nothing to share. A layer that is {@link #transposed}
 * computes it as a combination of weights that stand side by side: z ← b + Σₖ xₖ·Wᵀₖ, in ascending
 * order as {@code vector} and {@code portable} kernels have it.
 */
final class Layer {
  private final Kernels kernels;
  private final int inputs;
  private final int outputs;
  private final int weight;
  private final int bias;

  /**
   * Wᵀ, [inputs, outputs filled up with zeros to whole vectors]; null where it is not transposed.
   */
  private final float[] transposed;

  Layer(NetworkSpec spec, ParameterLayout layout, int layer, Kernels kernels) {
    this.kernels = kernels;
    inputs = spec.inputsOf(layer);
    outputs = spec.outputsOf(layer);
    weight = layout.weight(layer);
    bias = layout.bias(layer);
    transposed = null;
  }

  private Layer(Layer of, float[] parameters) {
    kernels = of.kernels;
    inputs = of.inputs;
    outputs = of.outputs;
    weight = of.weight;
    bias = of.bias;
    int width = Workspace.padded(outputs);
    transposed = new float[Math.multiplyExact(inputs, width)];
    for (int j = 0; j < outputs; j++) {
      for (int k = 0; k < inputs; k++) {
        transposed[k * width + j] = parameters[weight + j * inputs + k];
      }
    }
  }

  /** The same for single rows of these parameters; the weights of one unit are one row already. */
  Layer transposed(float[] parameters) {
    return outputs == 1 ? this : new Layer(this, parameters);
  }

  /** Pre-activations of the rows {@code from} to {@code to} of a batch. */
  void forward(float[] parameters, PackedRows rows, int from, int to, float[] preActivations) {
    if (rows.sparse()) {
      setToBias(parameters, to - from, preActivations);
      SparseKernels.forward(
          from,
          to,
          inputs,
          outputs,
          rows.starts(),
          rows.indices(),
          rows.values(),
          parameters,
          weight,
          preActivations);
    } else {
      forward(parameters, to - from, rows.values(), from * inputs, preActivations);
    }
  }

  /** Pre-activations of the activations of the layer below. */
  void forward(
      float[] parameters, int rows, float[] activations, int from, float[] preActivations) {
    if (transposed != null && rows == 1 && from == 0) {
      int width = Workspace.padded(outputs);
      Arrays.fill(preActivations, outputs, width, 0);
      setToBias(parameters, 1, preActivations);
      kernels.gradient(inputs, width, 1, activations, transposed, 0, preActivations, 0);
      return;
    }
    setToBias(parameters, rows, preActivations);
    kernels.forward(rows, inputs, outputs, activations, from, parameters, weight, preActivations);
  }

  /** From ∂loss/∂z to ∂loss/∂x, the derivatives of the layer below. */
  void backward(float[] parameters, int rows, float[] derivatives, float[] below) {
    kernels.backward(rows, inputs, outputs, derivatives, parameters, weight, below);
  }

  /** Adds ∂loss/∂(W, b) over the rows {@code from} to {@code to} of a batch. */
  void addGradient(PackedRows rows, int from, int to, float[] derivatives, float[] gradient) {
    if (rows.sparse()) {
      addBiasGradient(to - from, derivatives, gradient);
      SparseKernels.gradient(
          from,
          to,
          inputs,
          outputs,
          derivatives,
          rows.starts(),
          rows.indices(),
          rows.values(),
          gradient,
          weight);
    } else {
      addGradient(to - from, rows.values(), from * inputs, derivatives, gradient);
    }
  }

  /** Adds ∂loss/∂(W, b) over the activations of the layer below. */
  void addGradient(int rows, float[] activations, int from, float[] derivatives, float[] gradient) {
    addBiasGradient(rows, derivatives, gradient);
    kernels.gradient(rows, inputs, outputs, derivatives, activations, from, gradient, weight);
  }

  private void setToBias(float[] parameters, int rows, float[] preActivations) {
    if (bias < 0) {
      Arrays.fill(preActivations, 0, rows * outputs, 0);
      return;
    }
    if (outputs == 1) {
      Arrays.fill(preActivations, 0, rows, parameters[bias]);
      return;
    }
    for (int i = 0; i < rows; i++) {
      System.arraycopy(parameters, bias, preActivations, i * outputs, outputs);
    }
  }

  private void addBiasGradient(int rows, float[] derivatives, float[] gradient) {
    if (bias < 0) {
      return;
    }
    for (int i = 0; i < rows; i++) {
      for (int j = 0; j < outputs; j++) {
        gradient[bias + j] += derivatives[i * outputs + j];
      }
    }
  }
}
