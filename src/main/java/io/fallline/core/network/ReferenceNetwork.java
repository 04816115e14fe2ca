package io.fallline.core.network;

import io.fallline.core.activation.Activation;
import io.fallline.core.loss.Loss;

/**
 * The network as a textbook defines it: row by row, plain loops, float64, no dropout. Slow, and
 * what {@link Network} and its kernels are held against; it shares no arithmetic with them.
 *
 * <p>Forward, from x₀ = the row: zₗ = Wₗ·xₗ + bₗ and xₗ₊₁ = f(zₗ); the scores are the last z plus
 * the row's offset. Backward, by the chain rule, from dz = ∂loss/∂scores of the last layer:
 * ∂loss/∂Wₗ = dzₗ·xₗᵀ, ∂loss/∂bₗ = dzₗ, and dzₗ₋₁ = (Wₗᵀ·dzₗ) f′(zₗ₋₁) by element.
 */
public final class ReferenceNetwork {
  private final NetworkSpec spec;
  private final ParameterLayout layout;
  private final Loss loss;

  public ReferenceNetwork(NetworkSpec spec) {
    this.spec = spec;
    layout = ParameterLayout.of(spec);
    loss = spec.createLoss();
  }

  /** The loss of all rows as one batch. */
  public double loss(double[] parameters, PackedRows rows, double[] classWeights) {
    double[] ignored = new double[layout.size()];
    return loss.ofBatch(
        lossAndGradient(parameters, rows, ignored, classWeights), weight(rows, classWeights));
  }

  /** The gradient of {@link #loss}. */
  public double[] gradient(double[] parameters, PackedRows rows, double[] classWeights) {
    double[] gradient = new double[layout.size()];
    double sum = lossAndGradient(parameters, rows, gradient, classWeights);
    double factor = loss.gradientFactor(sum, weight(rows, classWeights));
    for (int i = 0; i < gradient.length; i++) {
      gradient[i] *= factor;
    }
    return gradient;
  }

  /**
   * Sums over rows, each times its weight and its class's, as {@link Network#gradient} makes them.
   *
   * @param gradient what the rows' weighted derivatives are added to
   * @param classWeights a factor a class, or null for 1
   * @return the sum of weighted row losses
   */
  public double lossAndGradient(
      double[] parameters, PackedRows rows, double[] gradient, double[] classWeights) {
    double sum = 0;
    for (int row = 0; row < rows.size(); row++) {
      double weight = weight(rows, row, classWeights);
      if (weight != 0) {
        sum += weight * lossOfRow(parameters, rows, row, weight, gradient);
      }
    }
    return sum;
  }

  /** The raw scores of one row, its offset included. */
  double[] scores(double[] parameters, PackedRows rows, int row) {
    double[][] z = new double[spec.layers()][];
    forward(parameters, rows, row, z, new double[spec.layers()][]);
    return withOffset(z[z.length - 1], rows, row);
  }

  private double lossOfRow(
      double[] parameters, PackedRows rows, int row, double weight, double[] gradient) {
    double[][] x = new double[spec.layers()][];
    double[][] z = new double[spec.layers()][];
    forward(parameters, rows, row, z, x);
    int last = spec.layers() - 1;
    double[] dz = new double[z[last].length];
    double lossOfRow = loss.ofRow(withOffset(z[last], rows, row), rows.labels()[row], dz);
    for (int layer = last; layer >= 0; layer--) {
      addGradient(layer, dz, x[layer], weight, gradient);
      if (layer > 0) {
        double[] dx = throughWeights(parameters, layer, dz);
        dz = throughActivation(layer - 1, dx, z[layer - 1], x[layer]);
      }
    }
    return lossOfRow;
  }

  /** Fills z and x of every layer. */
  private void forward(double[] parameters, PackedRows rows, int row, double[][] z, double[][] x) {
    x[0] = features(rows, row);
    for (int layer = 0; layer < z.length; layer++) {
      z[layer] = affine(parameters, layer, x[layer]);
      if (layer + 1 < z.length) {
        x[layer + 1] = activate(layer, z[layer]);
      }
    }
  }

  private static double[] withOffset(double[] z, PackedRows rows, int row) {
    double[] scores = z.clone();
    for (int k = 0; k < scores.length; k++) {
      scores[k] += rows.offset(row);
    }
    return scores;
  }

  /** W·x + b. */
  private double[] affine(double[] parameters, int layer, double[] x) {
    double[] z = new double[spec.outputsOf(layer)];
    for (int j = 0; j < z.length; j++) {
      z[j] = spec.intercept() ? parameters[layout.bias(layer) + j] : 0;
      for (int k = 0; k < x.length; k++) {
        z[j] += parameters[layout.weight(layer) + j * x.length + k] * x[k];
      }
    }
    return z;
  }

  private double[] activate(int layer, double[] z) {
    Activation activation = spec.createActivation(layer);
    double[] x = new double[z.length];
    for (int j = 0; j < z.length; j++) {
      x[j] = activation.of(z[j]);
    }
    return x;
  }

  /** weight · dz·xᵀ and weight · dz. */
  private void addGradient(int layer, double[] dz, double[] x, double weight, double[] gradient) {
    for (int j = 0; j < dz.length; j++) {
      for (int k = 0; k < x.length; k++) {
        gradient[layout.weight(layer) + j * x.length + k] += weight * dz[j] * x[k];
      }
      if (spec.intercept()) {
        gradient[layout.bias(layer) + j] += weight * dz[j];
      }
    }
  }

  /** Wᵀ·dz. */
  private double[] throughWeights(double[] parameters, int layer, double[] dz) {
    double[] dx = new double[spec.inputsOf(layer)];
    for (int k = 0; k < dx.length; k++) {
      for (int j = 0; j < dz.length; j++) {
        dx[k] += parameters[layout.weight(layer) + j * dx.length + k] * dz[j];
      }
    }
    return dx;
  }

  /** dx·f′(z) by element, x being f(z). */
  private double[] throughActivation(int layer, double[] dx, double[] z, double[] x) {
    Activation activation = spec.createActivation(layer);
    double[] dz = new double[z.length];
    for (int j = 0; j < z.length; j++) {
      dz[j] = dx[j] * activation.derivative(z[j], x[j]);
    }
    return dz;
  }

  private static double[] features(PackedRows rows, int row) {
    double[] x = new double[rows.columns()];
    if (rows.sparse()) {
      for (int entry = rows.starts()[row]; entry < rows.starts()[row + 1]; entry++) {
        x[rows.indices()[entry]] = rows.values()[entry];
      }
    } else {
      for (int k = 0; k < x.length; k++) {
        x[k] = rows.values()[row * x.length + k];
      }
    }
    return x;
  }

  private static double weight(PackedRows rows, double[] classWeights) {
    double sum = 0;
    for (int row = 0; row < rows.size(); row++) {
      sum += weight(rows, row, classWeights);
    }
    return sum;
  }

  private static double weight(PackedRows rows, int row, double[] classWeights) {
    double factor = classWeights == null ? 1 : classWeights[(int) rows.labels()[row]];
    return rows.weight(row) * factor;
  }
}
