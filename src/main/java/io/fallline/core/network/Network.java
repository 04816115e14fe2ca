package io.fallline.core.network;

import io.fallline.core.activation.Activation;
import io.fallline.core.loss.Loss;
import io.fallline.core.math.Kernels;
import io.fallline.core.math.RandomStream;
import java.util.Arrays;

/**
 * The feed-forward network in float32, on kernels: what training and prediction compute with. Holds
 * no parameters and no state, so that threads share it; each brings a {@link Workspace}. {@link
 * ReferenceNetwork} is what it must agree with.
 */
public final class Network {
  /** Rows that go through the layers together. A constant: changing it changes every result. */
  static final int PIECE_ROWS = 512;

  /** Numbers of one layer of a piece at most: networks wider than 32,768 go by fewer rows. */
  private static final int PIECE_NUMBERS = 1 << 24;

  private final NetworkSpec spec;
  private final Loss loss;
  private final Layer[] layers;
  private final int[] widths;
  private final Activation[] functions;
  private final Dropout dropout;
  private final int size;
  private final int pieceRows;

  public Network(NetworkSpec spec, Kernels kernels) {
    this(spec, kernels, null);
  }

  /**
   * @param parameters those of {@link #ofSingleRows}; null elsewhere
   */
  private Network(NetworkSpec spec, Kernels kernels, float[] parameters) {
    this.spec = spec;
    loss = spec.createLoss();
    dropout = new Dropout(spec.dropout());
    ParameterLayout layout = ParameterLayout.of(spec);
    size = layout.size();
    int hidden = spec.hidden().size();
    layers = new Layer[hidden + 1];
    widths = new int[hidden];
    functions = new Activation[hidden];
    int widest = spec.outputs();
    for (int layer = 0; layer <= hidden; layer++) {
      Layer made = new Layer(spec, layout, layer, kernels);
      layers[layer] = parameters == null ? made : made.transposed(parameters);
      if (layer < hidden) {
        widths[layer] = spec.outputsOf(layer);
        functions[layer] = spec.createActivation(layer);
        widest = Math.max(widest, widths[layer]);
      }
    }
    pieceRows = Math.max(1, Math.min(PIECE_ROWS, PIECE_NUMBERS / widest));
  }

  /**
   * The same network, which scores single rows faster.
   *
   * @param parameters the only ones that {@link #scores} may be given
   */
  static Network ofSingleRows(NetworkSpec spec, Kernels kernels, float[] parameters) {
    return new Network(spec, kernels, parameters);
  }

  NetworkSpec spec() {
    return spec;
  }

  Loss loss() {
    return loss;
  }

  /** Buffers for one thread. */
  public Workspace workspace() {
    return new Workspace(spec);
  }

  public GradientAccumulator accumulator(boolean sparseRows) {
    return new GradientAccumulator(spec, sparseRows);
  }

  /** Loss and gradient summed over rows, a dense sum: as {@link #addGradient}. */
  public GradientAggregate gradient(
      float[] parameters,
      PackedRows rows,
      double[] classWeights,
      RandomStream masks,
      Workspace workspace) {
    if (rows.size() == 0) {
      return GradientAggregate.EMPTY;
    }
    GradientAccumulator accumulator = accumulator(false);
    accumulator.begin(new float[size]);
    addGradient(parameters, rows, classWeights, masks, workspace, accumulator);
    return accumulator.end();
  }

  /**
   * Adds loss and gradient of rows, each times its weight and its class's.
   *
   * @param classWeights a factor a class, or null for 1
   * @param masks where the masks of dropped units come from; null for a network without dropout
   */
  public void addGradient(
      float[] parameters,
      PackedRows rows,
      double[] classWeights,
      RandomStream masks,
      Workspace workspace,
      GradientAccumulator accumulator) {
    RandomStream drawn = spec.dropout() > 0 ? masks : null;
    double weightSum = 0;
    double lossSum = 0;
    for (int from = 0; from < rows.size(); from += pieceRows) {
      int to = Math.min(rows.size(), from + pieceRows);
      forward(parameters, rows, from, to, drawn, workspace);
      weightSum += rows.weights(from, to, classWeights, workspace.weights);
      lossSum += setDerivatives(rows, from, to, workspace);
      backward(parameters, rows, from, to, drawn != null, workspace, accumulator);
    }
    accumulator.count(rows.size(), weightSum, lossSum);
  }

  /**
   * Raw scores, offsets included, without dropout.
   *
   * @param scores receives [to − from, outputs], from its beginning on
   */
  public void scores(
      float[] parameters, PackedRows rows, int from, int to, double[] scores, Workspace workspace) {
    int outputs = workspace.outputs;
    for (int start = from; start < to; start += pieceRows) {
      int end = Math.min(to, start + pieceRows);
      forward(parameters, rows, start, end, null, workspace);
      float[] preActivations = workspace.preActivations[widths.length];
      for (int row = start; row < end; row++) {
        for (int k = 0; k < outputs; k++) {
          scores[(row - from) * outputs + k] =
              preActivations[(row - start) * outputs + k] + rows.offset(row);
        }
      }
    }
  }

  /** Leaves the pre-activations and activations of every layer in the workspace. */
  private void forward(
      float[] parameters,
      PackedRows rows,
      int from,
      int to,
      RandomStream masks,
      Workspace workspace) {
    int count = to - from;
    workspace.reserve(count);
    if (masks != null) {
      dropout.draw(masks, count, workspace.masks, widths);
    }
    layers[0].forward(parameters, rows, from, to, workspace.preActivations[0]);
    for (int below = 0; below < widths.length; below++) {
      int length = count * widths[below];
      float[] activations = workspace.activations[below];
      functions[below].apply(
          length, workspace.preActivations[below], activations, workspace.scratch);
      if (masks != null) {
        Dropout.apply(length, activations, workspace.masks[below], workspace.masked[below]);
        activations = workspace.masked[below];
      }
      layers[below + 1].forward(
          parameters, count, activations, 0, workspace.preActivations[below + 1]);
    }
  }

  /**
   * The derivatives of the last layer, each row's times its weight; returns the weighted sum of
   * losses. A row of weight 0 counts for nothing, whatever its loss.
   */
  private double setDerivatives(PackedRows rows, int from, int to, Workspace workspace) {
    int count = to - from;
    int outputs = workspace.outputs;
    float[] preActivations = workspace.preActivations[widths.length];
    double[] scores = workspace.scores;
    for (int i = 0; i < count * outputs; i++) {
      scores[i] = preActivations[i];
    }
    if (rows.offsets() != null) {
      for (int i = 0; i < count * outputs; i++) {
        scores[i] += rows.offsets()[from + i / outputs];
      }
    }
    double[] losses = workspace.losses;
    loss.ofRows(count, outputs, scores, rows.labels(), from, losses, workspace.scratch);
    float[] derivatives = workspace.derivatives[widths.length];
    double sum = 0;
    for (int row = 0; row < count; row++) {
      double weight = workspace.weights[row];
      int end = (row + 1) * outputs;
      if (weight == 0) {
        Arrays.fill(derivatives, row * outputs, end, 0);
        continue;
      }
      sum += weight * losses[row];
      for (int i = row * outputs; i < end; i++) {
        derivatives[i] = (float) (weight * scores[i]);
      }
    }
    return sum;
  }

  /**
   * From the last layer's derivatives down to the first, adding each layer's gradient on the way.
   */
  private void backward(
      float[] parameters,
      PackedRows rows,
      int from,
      int to,
      boolean dropped,
      Workspace workspace,
      GradientAccumulator accumulator) {
    int count = to - from;
    float[] gradient = accumulator.values();
    for (int below = widths.length - 1; below >= 0; below--) {
      int length = count * widths[below];
      float[] activations = dropped ? workspace.masked[below] : workspace.activations[below];
      float[] derivativesAbove = workspace.derivatives[below + 1];
      float[] derivatives = workspace.derivatives[below];
      layers[below + 1].addGradient(count, activations, 0, derivativesAbove, gradient);
      layers[below + 1].backward(parameters, count, derivativesAbove, derivatives);
      if (dropped) {
        Dropout.apply(length, derivatives, workspace.masks[below], derivatives);
      }
      functions[below].multiplyByDerivative(
          length,
          workspace.preActivations[below],
          workspace.activations[below],
          derivatives,
          workspace.scratch);
    }
    if (rows.sparse()) {
      accumulator.touch(rows, from, to);
    }
    layers[0].addGradient(rows, from, to, workspace.derivatives[0], gradient);
  }
}
