package io.fallline.job.training;

import io.fallline.core.network.NetworkSpec;
import io.fallline.core.network.ParameterLayout;
import io.fallline.core.network.ParameterLayout.Tensor;
import io.fallline.job.scoring.TrainedModel;
import io.fallline.model.Encoding;
import io.fallline.model.InputColumn;
import io.fallline.model.InputColumn.InputKind;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * The parameters of a model, for the same values in another encoding.
 *
 * <p>The first layer took x' = (x − c)/s of an input x and is to take x" = (x − d)/t. As x = t·x" +
 * d, it gives the same numbers with W" = W·t/s and b" = b + Σ W·(d − c)/s. Inputs are known by
 * their columns, classes by their names: what is new has weight 0, what is gone is left out.
 */
public final class WarmStartWeights {
  private final TrainedModel earlier;
  private final Encoding encoding;
  private final int[] inputs;
  private final double[] parameters;

  private WarmStartWeights(
      TrainedModel earlier, Encoding encoding, int[] inputs, double[] parameters) {
    this.earlier = earlier;
    this.encoding = encoding;
    this.inputs = inputs;
    this.parameters = parameters;
  }

  /**
   * @param network with the hidden layers of the earlier model, and biases where it has some
   */
  public static double[] of(TrainedModel earlier, NetworkSpec network, Encoding encoding) {
    WarmStartWeights weights =
        new WarmStartWeights(
            earlier,
            encoding,
            InputMapping.of(earlier.encoding(), encoding),
            new double[ParameterLayout.of(network).size()]);
    weights.carry(network);
    return weights.parameters;
  }

  /**
   * The same of a model whose inputs and outputs are the present ones in the present order, however
   * they are called: equal scaling leaves every bit alone.
   *
   * @param encoding with as many inputs of numbers
   */
  static double[] inPlace(TrainedModel earlier, NetworkSpec network, Encoding encoding) {
    double[] parameters = earlier.parameters().clone();
    new WarmStartWeights(earlier, encoding, all(network.inputs()), parameters)
        .rescale(ParameterLayout.of(network).tensors(), network.intercept());
    return parameters;
  }

  private void carry(NetworkSpec network) {
    List<Tensor> from = ParameterLayout.of(earlier.network()).tensors();
    List<Tensor> to = ParameterLayout.of(network).tensors();
    int tensorsOfALayer = network.intercept() ? 2 : 1;
    for (int t = 0; t < to.size(); t++) {
      boolean last = t >= to.size() - tensorsOfALayer;
      int[] rows = last ? outputs(to.get(t).rows()) : all(to.get(t).rows());
      copy(from.get(t), to.get(t), rows, t == 0 ? inputs : all(to.get(t).columns()));
    }
    rescale(to, network.intercept());
  }

  private void copy(Tensor from, Tensor to, int[] rows, int[] columns) {
    for (int row = 0; row < rows.length; row++) {
      for (int column = 0; column < columns.length; column++) {
        if (rows[row] >= 0 && columns[column] >= 0) {
          int source = from.range().from() + rows[row] * from.columns() + columns[column];
          parameters[place(to, row, column)] = earlier.parameters()[source];
        }
      }
    }
  }

  /**
   * @param intercept whether there are biases, to take up what another centre shifts
   */
  private void rescale(List<Tensor> tensors, boolean intercept) {
    Tensor weights = tensors.get(0);
    Tensor biases = intercept ? tensors.get(1) : null;
    for (int input = 0; input < encoding.numbers(); input++) {
      int before = inputs[input];
      if (before < 0) {
        continue;
      }
      double scaleBefore = earlier.encoding().scale()[before];
      double ratio = encoding.scale()[input] / scaleBefore;
      double moved = (encoding.center()[input] - earlier.encoding().center()[before]) / scaleBefore;
      for (int row = 0; row < weights.rows(); row++) {
        int place = place(weights, row, input);
        if (biases != null) {
          parameters[place(biases, row, 0)] += parameters[place] * moved;
        }
        parameters[place] *= ratio;
      }
    }
  }

  private static int place(Tensor tensor, int row, int column) {
    return tensor.range().from() + row * tensor.columns() + column;
  }

  /** The earlier output of each, or −1; numbers have the one. */
  private int[] outputs(int count) {
    return count == 1
        ? all(1)
        : encoding.classes().names().stream()
            .mapToInt(name -> earlier.encoding().classes().indexOf(name))
            .toArray();
  }

  private static int[] all(int count) {
    return IntStream.range(0, count).toArray();
  }

  /**
   * A map from the inputs of an encoding to the inputs of an earlier one that stand for the same.
   */
  static final class InputMapping {
    private InputMapping() {}

    private record Place(InputColumn column, int first) {}

    /** The number of the earlier input, for each present one; −1 where there was none. */
    public static int[] of(Encoding earlier, Encoding present) {
      Map<String, Place> before = new HashMap<>();
      int next = 0;
      for (InputColumn column : earlier.columns()) {
        before.put(column.column(), new Place(column, next));
        next += column.width();
      }
      int[] inputs = new int[present.inputs()];
      Arrays.fill(inputs, -1);
      int first = 0;
      for (InputColumn column : present.columns()) {
        Place place = before.get(column.column());
        if (place != null && place.column.kind() == column.kind()) {
          fill(inputs, first, column, place);
        }
        first += column.width();
      }
      if (present.hashBits() > 0 && present.hashBits() == earlier.hashBits()) {
        for (int bucket = 0; first + bucket < inputs.length; bucket++) {
          inputs[first + bucket] = next + bucket; // a value's bucket hangs on nothing but the bits
        }
      }
      return inputs;
    }

    private static void fill(int[] inputs, int first, InputColumn column, Place place) {
      for (int i = 0; i < column.width(); i++) {
        int earlier =
            column.kind() == InputKind.CATEGORICAL
                ? place.column.categories().indexOf(column.categories().get(i))
                : i;
        if (earlier >= 0 && earlier < place.column.width()) {
          inputs[first + i] = place.first + earlier;
        }
      }
    }
  }
}
