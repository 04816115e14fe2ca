package io.fallline.model;

import io.fallline.core.failure.Failure;
import io.fallline.core.network.ParameterLayout;
import io.fallline.core.network.ParameterLayout.Tensor;
import java.util.Arrays;
import java.util.List;

/**
 * The conversion between a vector of all parameters and the tensors of a file, one a weight matrix
 * or bias vector.
 */
public final class ParameterTensorConversion {
  private ParameterTensorConversion() {}

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
          directory
              + ": model.safetensors has the tensors "
              + found
              + ", its manifest's model has "
              + expected);
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
