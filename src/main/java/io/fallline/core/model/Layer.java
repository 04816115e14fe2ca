package io.fallline.core.model;

import io.fallline.core.math.Kernels;
import io.fallline.core.math.SparseKernels;
import java.util.Arrays;

/** One affine map z = W·x + b over many rows, forward and backward. */
final class Layer {
  private final Kernels kernels;
  private final int inputs;
  private final int outputs;
  private final int weight;
  private final int bias;

  Layer(NetworkSpec spec, ParameterLayout layout, int layer, Kernels kernels) {
    this.kernels = kernels;
    inputs = spec.inputsOf(layer);
    outputs = spec.outputsOf(layer);
    weight = layout.weight(layer);
    bias = layout.bias(layer);
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
