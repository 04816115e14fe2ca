package io.fallline.core.network;

import io.fallline.core.failure.Failure;
import io.fallline.core.math.Range;
import java.util.ArrayList;
import java.util.List;

/**
 * The layout of all layers' parameters in one vector: layer by layer, weights [outputs, inputs]
 * before biases [outputs].
 */
public final class ParameterLayout {
  private final List<Tensor> weights = new ArrayList<>();
  private final List<Tensor> tensors = new ArrayList<>();
  private final boolean biases;
  private int size;

  private ParameterLayout(NetworkSpec spec) {
    biases = spec.intercept();
    for (int layer = 0; layer < spec.layers(); layer++) {
      int outputs = spec.outputsOf(layer);
      weights.add(append("layers." + layer + ".weight", outputs, spec.inputsOf(layer), false));
      if (biases) {
        append("layers." + layer + ".bias", outputs, 1, true);
      }
    }
  }

  /**
   * @throws Failure (CONFIGURATION) if there are more parameters than an array can hold
   */
  public static ParameterLayout of(NetworkSpec spec) {
    return new ParameterLayout(spec);
  }

  /** In order of their ranges, which leave no gaps. */
  public List<Tensor> tensors() {
    return List.copyOf(tensors);
  }

  public List<Range> ranges() {
    return tensors.stream().map(Tensor::range).toList();
  }

  public int size() {
    return size;
  }

  /** Where the weights of a layer begin. */
  int weight(int layer) {
    return weights.get(layer).range().from();
  }

  /** Where the biases of a layer begin, or −1 if there are none. */
  int bias(int layer) {
    return biases ? weights.get(layer).range().to() : -1;
  }

  private Tensor append(String name, int rows, int columns, boolean bias) {
    long end = size + (long) rows * columns;
    if (end > Integer.MAX_VALUE) {
      String tensor = name + " [" + rows + ", " + columns + "]";
      String found = "the network is too large: up to " + tensor + " it has " + end + " parameters";
      throw Failure.configuration(found + ", expected at most " + Integer.MAX_VALUE);
    }
    Tensor tensor = new Tensor(name, rows, columns, new Range(size, (int) end, bias));
    tensors.add(tensor);
    size = (int) end;
    return tensor;
  }

  /**
   * A named tensor of the parameter vector.
   *
   * @param name as model files spell it: {@code layers.0.weight}
   * @param rows units of the layer
   * @param columns inputs of the layer, the numbers of a row standing together; 1 for biases
   * @param range where it stands in the vector
   */
  public record Tensor(String name, int rows, int columns, Range range) {}

  /** The parameters as the network computes with them: master weights are float64. */
  public static float[] float32(double[] parameters) {
    float[] rounded = new float[parameters.length];
    for (int i = 0; i < rounded.length; i++) {
      rounded[i] = (float) parameters[i];
    }
    return rounded;
  }
}
