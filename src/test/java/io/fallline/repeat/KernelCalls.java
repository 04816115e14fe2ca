package io.fallline.repeat;

import io.fallline.core.activation.Activation;
import io.fallline.core.activation.Activations;
import io.fallline.core.loss.Loss;
import io.fallline.core.loss.Losses;
import io.fallline.core.math.Elementary;
import io.fallline.core.math.EuclideanNorm;
import io.fallline.core.math.Kernels;
import io.fallline.core.math.RandomStream;
import io.fallline.core.math.SparseKernels;
import io.fallline.core.setting.Hyperparameters;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Everything that computes on arrays, at even and odd sizes. */
final class KernelCalls {
  private static final int[] OUTPUTS = {1, 2, 10, 128};
  private static final int[] INPUTS = {1, 7, 16, 100, 784};
  private static final int[] LENGTHS = {1, 2, 7, 8, 9, 31, 64, 129, 513};
  private static final int ENTRIES = 9;
  private static final float[][] NO_FLOATS = {};
  private static final double[][] NO_DOUBLES = {};

  private final Kernels kernels;
  private final List<KernelCall> calls = new ArrayList<>();

  private KernelCalls(String kernels) {
    this.kernels = Kernels.named(kernels);
  }

  /**
   * @param rows of products
   * @param mostWork products that multiply more numbers are left out
   */
  static List<KernelCall> of(String kernels, int[] rows, long mostWork) {
    KernelCalls all = new KernelCalls(kernels);
    for (int outputs : OUTPUTS) {
      for (int inputs : INPUTS) {
        for (int count : rows) {
          if ((long) count * inputs * outputs <= mostWork) {
            all.addProducts(count, inputs, outputs);
          }
        }
      }
      all.addSparse(17, 100, outputs);
    }
    for (int length : LENGTHS) {
      all.addFunctions(length);
      all.addActivations(length);
      all.addLosses(length);
    }
    return all.calls;
  }

  private void addProducts(int rows, int inputs, int outputs) {
    String shape = " [" + rows + ", " + inputs + ", " + outputs + "]";
    long work = (long) rows * inputs * outputs;
    float[] x = floats(rows * inputs);
    float[] w = floats(outputs * inputs);
    float[] dw = floats(outputs * inputs);
    float[] z = floats(rows * outputs);
    add(
        "forward" + shape,
        work,
        new float[][] {x, w},
        new float[][] {z},
        (shifted, from, floats, doubles) ->
            kernels.forward(rows, inputs, outputs, shifted[0], from, shifted[1], from, floats[0]));
    add(
        "backward" + shape,
        work,
        new float[][] {w},
        new float[][] {z, x},
        (shifted, from, floats, doubles) ->
            kernels.backward(rows, inputs, outputs, floats[0], shifted[0], from, floats[1]));
    add(
        "gradient" + shape,
        work,
        new float[][] {x, dw},
        new float[][] {z},
        (shifted, from, floats, doubles) ->
            kernels.gradient(rows, inputs, outputs, floats[0], shifted[0], from, shifted[1], from));
  }

  private void addSparse(int rows, int inputs, int outputs) {
    int[] starts = new int[rows + 1];
    int[] indices = new int[rows * ENTRIES];
    for (int i = 0; i < indices.length; i++) {
      indices[i] = i % ENTRIES * (inputs / ENTRIES) + i % 3;
      starts[i / ENTRIES + 1] = i + 1;
    }
    float[] w = floats(outputs * inputs);
    float[] z = floats(rows * outputs);
    float[] values = floats(indices.length);
    add(
        "sparse forward to " + outputs,
        (long) indices.length * outputs,
        new float[][] {w},
        new float[][] {values, z},
        (shifted, from, floats, doubles) ->
            SparseKernels.forward(
                0, rows, inputs, outputs, starts, indices, floats[0], shifted[0], from, floats[1]));
    add(
        "sparse gradient of " + outputs,
        (long) indices.length * outputs,
        new float[][] {w},
        new float[][] {values, z},
        (shifted, from, floats, doubles) ->
            SparseKernels.gradient(
                0, rows, inputs, outputs, floats[1], starts, indices, floats[0], shifted[0], from));
  }

  private void addFunctions(int length) {
    double[] negative = doubles(length);
    double[] share = doubles(length);
    for (int i = 0; i < length; i++) {
      negative[i] = -20 * negative[i] * negative[i];
      share[i] = Math.abs(share[i]) / (1 + Math.abs(share[i]));
    }
    add("exp of " + length, 20L * length, negative, x -> Elementary.exp(x, length));
    add("log1p of " + length, 20L * length, share, x -> Elementary.log1p(x, length));
    double[] vector = doubles(length);
    add("norm of " + length, length, vector, x -> x[0] = EuclideanNorm.of(x, length));
    add(
        "squares of " + length,
        length,
        vector,
        x -> x[0] = EuclideanNorm.squares(x, length / 3, length));
  }

  private void addActivations(int length) {
    for (String name : Activations.registry().names()) {
      Activation activation = Activations.registry().create(name, Hyperparameters.defaults());
      calls.add(
          new KernelCall(
              name + " of " + length,
              50L * length,
              NO_FLOATS,
              new float[][] {floats(length), floats(length), floats(length)},
              new double[][] {new double[length]},
              (shifted, from, floats, doubles) -> {
                activation.apply(length, floats[0], floats[1], doubles[0]);
                activation.multiplyByDerivative(
                    length, floats[0], floats[1], floats[2], doubles[0]);
                // what scratch becomes does not matter
                Arrays.fill(doubles[0], 0);
              }));
    }
  }

  private void addLosses(int rows) {
    for (String name : Losses.registry().names()) {
      Loss loss = Losses.registry().create(name, Hyperparameters.defaults());
      int outputs = loss.outputs(3);
      double[] labels = new double[rows];
      for (int i = 0; i < rows; i++) {
        labels[i] = i % outputs + (outputs == 1 ? i % 2 : 0);
      }
      calls.add(
          new KernelCall(
              name + " of " + rows,
              60L * rows * outputs,
              NO_FLOATS,
              NO_FLOATS,
              new double[][] {doubles(rows * outputs), labels, new double[rows], new double[rows]},
              (shifted, from, floats, doubles) -> {
                loss.ofRows(rows, outputs, doubles[0], doubles[1], 0, doubles[2], doubles[3]);
                Arrays.fill(doubles[3], 0);
              }));
    }
  }

  private void add(
      String name, long work, float[][] shifted, float[][] floats, KernelCall.Body body) {
    calls.add(new KernelCall(name, work, shifted, floats, NO_DOUBLES, body));
  }

  private void add(
      String name, long work, double[] numbers, java.util.function.Consumer<double[]> function) {
    calls.add(
        new KernelCall(
            name,
            work,
            NO_FLOATS,
            NO_FLOATS,
            new double[][] {numbers},
            (shifted, from, floats, doubles) -> function.accept(doubles[0])));
  }

  private float[] floats(int length) {
    RandomStream random = RandomStream.of(calls.size(), length);
    float[] numbers = new float[length];
    for (int i = 0; i < length; i++) {
      numbers[i] = (float) random.nextGaussian();
    }
    return numbers;
  }

  private double[] doubles(int length) {
    RandomStream random = RandomStream.of(-1, calls.size(), length);
    double[] numbers = new double[length];
    for (int i = 0; i < length; i++) {
      numbers[i] = random.nextGaussian();
    }
    return numbers;
  }
}
