package io.fallline.core.model;

import io.fallline.core.activation.Activation;
import io.fallline.core.loss.Loss;
import io.fallline.core.math.Kernels;
import io.fallline.core.math.RandomStream;
import java.util.Arrays;

/**
 * The network in float32, on kernels: what training and prediction compute with. Holds no parameters and no state, so
 * that threads share it; each brings a {@link Workspace}. {@link ReferenceNetwork} is what it must agree with.
 */
public final class Network {
  /** Rows that go through the layers together. A constant: changing it changes every result. */
  static final int PIECE_ROWS = 512;

  /** Numbers of one layer of a piece at most: networks wider than a few ten thousand go by fewer rows. */
  private static final int PIECE_NUMBERS = 1 << 24;

  private final NetworkSpec spec;
  private final Kernels kernels;
  private final Loss loss;
  private final Layer[] layers;
  private final Activation[] activations;
  private final int size;
  private final int pieceRows;

  public Network(NetworkSpec spec, Kernels kernels) {
    this.spec = spec;
    this.kernels = kernels;
    loss = spec.createLoss();
    ParameterLayout layout = ParameterLayout.of(spec);
    size = layout.size();
    layers = new Layer[spec.layers()];
    activations = new Activation[spec.layers() - 1];
    int widest = 1;
    for (int layer = 0; layer < layers.length; layer++) {
      layers[layer] = new Layer(spec, layout, layer, kernels);
      widest = Math.max(widest, layers[layer].outputs());
      if (layer < activations.length) {
        activations[layer] = spec.createActivation(layer);
      }
    }
    pieceRows = Math.max(1, Math.min(PIECE_ROWS, PIECE_NUMBERS / widest));
  }

  /** Buffers for one thread. */
  public Workspace workspace() {
    return new Workspace(spec);
  }

  /**
   * Loss and gradient summed over rows, each times its weight and its class's.
   *
   * @param classWeights a factor a class, or null for 1
   * @param dropout where the masks of dropped units come from, row by row; null for a network without dropout
   */
  public GradientSum gradient(
      float[] parameters, Rows rows, double[] classWeights, RandomStream dropout, Workspace workspace) {
    if (rows.size() == 0) {
      return GradientSum.EMPTY;
    }
    RandomStream masks = spec.dropout() > 0 ? dropout : null;
    float[] gradient = new float[size];
    double weightSum = 0;
    double lossSum = 0;
    for (int from = 0; from < rows.size(); from += pieceRows) {
      int to = Math.min(rows.size(), from + pieceRows);
      forward(parameters, rows, from, to, masks, workspace);
      for (int i = from; i < to; i++) {
        double weight = weight(rows, i, classWeights);
        weightSum += weight;
        lossSum += lossOfRow(rows, i, weight, workspace, i - from);
      }
      backward(parameters, rows, from, to, masks != null, workspace, gradient);
    }
    return new GradientSum(rows.size(), weightSum, lossSum, gradient);
  }

  /**
   * Raw scores, offsets included, without dropout.
   *
   * @param scores receives [to − from, outputs], from its beginning on
   */
  public void scores(float[] parameters, Rows rows, int from, int to, double[] scores, Workspace workspace) {
    int outputs = spec.outputs();
    for (int start = from; start < to; start += pieceRows) {
      int end = Math.min(to, start + pieceRows);
      forward(parameters, rows, start, end, null, workspace);
      float[] sums = workspace.sums[layers.length - 1];
      for (int i = start; i < end; i++) {
        for (int k = 0; k < outputs; k++) {
          scores[(i - from) * outputs + k] = sums[(i - start) * outputs + k] + rows.offset(i);
        }
      }
    }
  }

  private static double weight(Rows rows, int row, double[] classWeights) {
    return classWeights == null ? rows.weight(row) : rows.weight(row) * classWeights[(int) rows.labels()[row]];
  }

  /** Leaves the sums of every layer, and the values of every hidden one, in the workspace. */
  private void forward(
      float[] parameters, Rows rows, int from, int to, RandomStream masks, Workspace workspace) {
    int count = to - from;
    workspace.reserve(count);
    if (masks != null) {
      drawMasks(count, masks, workspace);
    }
    layers[0].forward(parameters, rows, from, to, workspace.sums[0]);
    for (int layer = 1; layer < layers.length; layer++) {
      int length = count * layers[layer - 1].outputs();
      float[] values = workspace.values[layer - 1];
      activate(activations[layer - 1], length, workspace.sums[layer - 1], values);
      if (masks != null) {
        multiply(length, values, workspace.masks[layer - 1], workspace.kept[layer - 1]);
        values = workspace.kept[layer - 1];
      }
      layers[layer].forward(parameters, count, values, 0, workspace.sums[layer]);
    }
  }

  /** Weight times the loss of one row, whose weighted slopes go to the last layer; a row of weight 0 counts for nothing. */
  private double lossOfRow(Rows rows, int row, double weight, Workspace workspace, int place) {
    double[] scores = workspace.scores;
    float[] sums = workspace.sums[layers.length - 1];
    float[] slopes = workspace.slopes[layers.length - 1];
    int start = place * scores.length;
    if (weight == 0) {
      Arrays.fill(slopes, start, start + scores.length, 0);
      return 0;
    }
    for (int k = 0; k < scores.length; k++) {
      scores[k] = sums[start + k] + rows.offset(row);
    }
    double lossOfRow = loss.ofRow(scores, rows.labels()[row], scores);
    for (int k = 0; k < scores.length; k++) {
      slopes[start + k] = (float) (weight * scores[k]);
    }
    return weight * lossOfRow;
  }

  private void backward(
      float[] parameters,
      Rows rows,
      int from,
      int to,
      boolean dropped,
      Workspace workspace,
      float[] gradient) {
    int count = to - from;
    for (int layer = layers.length - 1; layer > 0; layer--) {
      int below = layer - 1;
      float[] values = dropped ? workspace.kept[below] : workspace.values[below];
      float[] slopes = workspace.slopes[below];
      layers[layer].addGradient(count, values, 0, workspace.slopes[layer], gradient);
      layers[layer].backward(parameters, count, workspace.slopes[layer], slopes);
      int length = count * layers[below].outputs();
      if (dropped) {
        multiply(length, slopes, workspace.masks[below], slopes);
      }
      multiplyBySlope(activations[below], length, workspace.sums[below], workspace.values[below], slopes);
    }
    layers[0].addGradient(rows, from, to, workspace.slopes[0], gradient);
  }

  /** Row by row, a row's layers in order: so the masks do not depend on how rows are cut into pieces. */
  private void drawMasks(int count, RandomStream stream, Workspace workspace) {
    float scale = (float) (1 / (1 - spec.dropout()));
    for (int i = 0; i < count; i++) {
      for (int layer = 0; layer < activations.length; layer++) {
        int width = layers[layer].outputs();
        float[] mask = workspace.masks[layer];
        for (int j = 0; j < width; j++) {
          mask[i * width + j] = stream.nextDouble() < spec.dropout() ? 0 : scale;
        }
      }
    }
  }

  private static void activate(Activation activation, int length, float[] sums, float[] values) {
    for (int i = 0; i < length; i++) {
      values[i] = (float) activation.of(sums[i]);
    }
  }

  private static void multiplyBySlope(
      Activation activation, int length, float[] sums, float[] values, float[] slopes) {
    for (int i = 0; i < length; i++) {
      slopes[i] *= (float) activation.slope(sums[i], values[i]);
    }
  }

  private static void multiply(int length, float[] left, float[] right, float[] product) {
    for (int i = 0; i < length; i++) {
      product[i] = left[i] * right[i];
    }
  }
}
