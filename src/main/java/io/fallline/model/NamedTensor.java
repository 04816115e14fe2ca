package io.fallline.model;

import io.fallline.core.failure.Failure;
import io.fallline.core.network.ParameterLayout;
import io.fallline.core.network.ParameterLayout.Tensor;
import java.util.Arrays;
import java.util.List;

/**
 * A tensor of float64 values with a name.
 *
 * @param shape the extent of each dimension; none for a single number
 * @param values row-major: the last dimension runs fastest; not copied
 */
public record NamedTensor(String name, List<Integer> shape, double[] values) {
  public NamedTensor {
    shape = List.copyOf(shape);
    long expected = elements(shape);
    if (expected != values.length) {
      throw new IllegalArgumentException(
          name + " has " + values.length + " values, its shape " + shape + " holds " + expected);
    }
  }

  public static NamedTensor vector(String name, double[] values) {
    return new NamedTensor(name, List.of(values.length), values);
  }

  public static NamedTensor matrix(String name, int rows, int columns, double[] values) {
    return new NamedTensor(name, List.of(rows, columns), values);
  }

  /** How many values a shape holds; the largest long where that is more than a long can say. */
  static long elements(List<Integer> shape) {
    long elements = 1;
    for (int extent : shape) {
      if (extent < 0) {
        throw new IllegalArgumentException("a shape has no negative extents: " + shape);
      }
      boolean tooMany = extent > 0 && elements > Long.MAX_VALUE / extent;
      elements = tooMany ? Long.MAX_VALUE : elements * extent;
    }
    return elements;
  }

  /** A vector of all parameters as the tensors of a file, one a weight matrix or bias vector. */
  public static List<NamedTensor> of(ParameterLayout layout, double[] parameters) {
    return layout.tensors().stream()
        .map(
            tensor ->
                new NamedTensor(
                    tensor.name(),
                    shape(tensor),
                    Arrays.copyOfRange(parameters, tensor.range().from(), tensor.range().to())))
        .toList();
  }

  /**
   * The vector of all parameters out of the tensors of a file.
   *
   * @param directory that the tensors are from, for messages
   * @throws Failure (data) if they are not those of the model
   */
  public static double[] parameters(
      String directory, ParameterLayout layout, List<NamedTensor> tensors) {
    List<String> expected =
        layout.tensors().stream().map(tensor -> tensor.name() + shape(tensor)).toList();
    List<String> found = tensors.stream().map(tensor -> tensor.name() + tensor.shape()).toList();
    if (!expected.equals(found)) {
      throw Failure.data(
          "%s: model.safetensors has the tensors %s, its manifest's model has %s",
          directory, found, expected);
    }
    double[] parameters = new double[layout.size()]; // as many as the file holds
    for (int i = 0; i < tensors.size(); i++) {
      double[] values = tensors.get(i).values();
      System.arraycopy(
          values, 0, parameters, layout.tensors().get(i).range().from(), values.length);
    }
    return parameters;
  }

  private static List<Integer> shape(Tensor tensor) {
    return tensor.range().bias()
        ? List.of(tensor.rows())
        : List.of(tensor.rows(), tensor.columns());
  }
}
