package io.fallline.core.model;

import io.fallline.core.math.Kernels;
import io.fallline.core.math.SparseKernels;
import java.util.Arrays;

/**
 * One affine map z = W·x + b over many rows, forward and backward.
 *
 * <p>A single row leaves matrix products nothing to share. A layer that is {@link #turned} computes
 * it as a combination of weights that stand side by side: z ← b + Σₖ xₖ·Wᵀₖ, in ascending order as
 * {@code vector} and {@code portable} kernels have it.
 */
final class Layer {
  private final Kernels kernels;
  private final int inputs;
  private final int outputs;
  private final int weight;
  private final int bias;

  /** Wᵀ, [inputs, outputs filled up with zeros to whole vectors]; null where it is not turned. */
  private final float[] turned;

  Layer(NetworkSpec spec, ParameterLayout layout, int layer, Kernels kernels) {
    this.kernels = kernels;
    inputs = spec.inputsOf(layer);
    outputs = spec.outputsOf(layer);
    weight = layout.weight(layer);
    bias = layout.bias(layer);
    turned = null;
  }

  private Layer(Layer of, float[] parameters) {
    kernels = of.kernels;
    inputs = of.inputs;
    outputs = of.outputs;
    weight = of.weight;
    bias = of.bias;
    int width = Workspace.filled(outputs);
    turned = new float[Math.multiplyExact(inputs, width)];
    for (int j = 0; j < outputs; j++) {
      for (int k = 0; k < inputs; k++) {
        turned[k * width + j] = parameters[weight + j * inputs + k];
      }
    }
  }

  /** The same for single rows of these parameters; the weights of one unit are one row already. */
  Layer turned(float[] parameters) {
    return outputs == 1 ? this : new Layer(this, parameters);
  }

  /** Sums of the rows {@code from} to {@code to} of a batch. */
  void forward(float[] parameters, RowBatch rows, int from, int to, float[] sums) {
    if (rows.sparse()) {
      setToBias(parameters, to - from, sums);
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
          sums);
    } else {
      forward(parameters, to - from, rows.values(), from * inputs, sums);
    }
  }

  /** Sums of values that the layer before has given. */
  void forward(float[] parameters, int rows, float[] values, int valuesFrom, float[] sums) {
    if (turned != null && rows == 1 && valuesFrom == 0) {
      int width = Workspace.filled(outputs);
      Arrays.fill(sums, outputs, width, 0);
      setToBias(parameters, 1, sums);
      kernels.gradient(inputs, width, 1, values, turned, 0, sums, 0);
      return;
    }
    setToBias(parameters, rows, sums);
    kernels.forward(rows, inputs, outputs, values, valuesFrom, parameters, weight, sums);
  }

  /** From ∂loss/∂sums to ∂loss/∂values. */
  void backward(float[] parameters, int rows, float[] derivatives, float[] valueDerivatives) {
    kernels.backward(rows, inputs, outputs, derivatives, parameters, weight, valueDerivatives);
  }

  /** Adds ∂loss/∂(W, b) over the rows {@code from} to {@code to} of a batch. */
  void addGradient(RowBatch rows, int from, int to, float[] derivatives, float[] gradient) {
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

  /** Adds ∂loss/∂(W, b) over values that the layer before has given. */
  void addGradient(
      int rows, float[] values, int valuesFrom, float[] derivatives, float[] gradient) {
    addBiasGradient(rows, derivatives, gradient);
    kernels.gradient(rows, inputs, outputs, derivatives, values, valuesFrom, gradient, weight);
  }

  private void setToBias(float[] parameters, int rows, float[] sums) {
    if (bias < 0) {
      Arrays.fill(sums, 0, rows * outputs, 0);
      return;
    }
    if (outputs == 1) {
      Arrays.fill(sums, 0, rows, parameters[bias]);
      return;
    }
    for (int i = 0; i < rows; i++) {
      System.arraycopy(parameters, bias, sums, i * outputs, outputs);
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
