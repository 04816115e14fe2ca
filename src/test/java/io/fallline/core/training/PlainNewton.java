package io.fallline.core.training;

/**
 * The minimum of mean loss plus (l2/2)‖w‖² by the textbook: Newton's method with halved steps,
 * every derivative a loop over rows, systems by Gauss with pivots. It shares no code with the
 * finish.
 */
final class PlainNewton {
  private static final int STEPS = 200;

  private final String loss;
  private final double[][] x;
  private final double[] y;
  private final double l2;
  private final int outputs;
  private final int width;

  PlainNewton(String loss, double[][] features, double[] labels, double l2, int outputs) {
    this.loss = loss;
    this.l2 = l2;
    this.outputs = outputs;
    y = labels;
    width = features[0].length + 1;
    x = new double[labels.length][width];
    for (int r = 0; r < x.length; r++) {
      for (int i = 0; i < width; i++) {
        x[r][i] = i == width - 1 ? 1 : (float) features[r][i];
      }
    }
  }

  /** The least objective that is found. */
  double minimum() {
    double[] at = new double[outputs * width];
    double value = objective(at);
    for (int step = 0; step < STEPS; step++) {
      double[] change = change(at);
      double share = 1;
      double[] next = moved(at, change, share);
      while (!(objective(next) < value) && share > 1e-10) {
        share /= 2;
        next = moved(at, change, share);
      }
      if (!(objective(next) < value)) {
        return value;
      }
      at = next;
      value = objective(at);
    }
    return value;
  }

  double objective(double[] at) {
    double sum = 0;
    for (int r = 0; r < x.length; r++) {
      sum += value(scores(at, r), y[r]);
    }
    double squares = 0;
    for (int k = 0; k < outputs; k++) {
      for (int i = 0; i < width - 1; i++) {
        squares += at[k * width + i] * at[k * width + i];
      }
    }
    return sum / x.length + l2 / 2 * squares;
  }

  private static double[] moved(double[] at, double[] change, double share) {
    double[] moved = at.clone();
    for (int i = 0; i < moved.length; i++) {
      moved[i] += share * change[i];
    }
    return moved;
  }

  private double[] scores(double[] at, int row) {
    double[] z = new double[outputs];
    for (int k = 0; k < outputs; k++) {
      for (int i = 0; i < width; i++) {
        z[k] += at[k * width + i] * x[row][i];
      }
    }
    return z;
  }

  private double value(double[] z, double label) {
    double sign = 2 * label - 1;
    return switch (loss) {
      case "mse" -> (z[0] - label) * (z[0] - label);
      case "poisson" -> Math.exp(z[0]) - label * z[0];
      case "logistic" -> Math.log1p(Math.exp(-Math.abs(z[0]))) + Math.max(0, -sign * z[0]);
      case "squaredHinge" -> Math.pow(Math.max(0, 1 - sign * z[0]), 2);
      default -> -Math.log(shares(z)[(int) label]);
    };
  }

  private static double[] shares(double[] z) {
    double[] p = new double[z.length];
    double greatest = Double.NEGATIVE_INFINITY;
    for (double score : z) {
      greatest = Math.max(greatest, score);
    }
    double sum = 0;
    for (int k = 0; k < z.length; k++) {
      p[k] = Math.exp(z[k] - greatest);
      sum += p[k];
    }
    for (int k = 0; k < z.length; k++) {
      p[k] /= sum;
    }
    return p;
  }

  private double[] change(double[] at) {
    int size = at.length;
    double[][] h = new double[size][size + 1];
    for (int r = 0; r < x.length; r++) {
      double[] z = scores(at, r);
      double[] p = loss.equals("softmax") ? shares(z) : z;
      for (int k = 0; k < outputs; k++) {
        for (int i = 0; i < width; i++) {
          int a = k * width + i;
          h[a][size] -= derivative(p, y[r], k) * x[r][i] / x.length;
          for (int l = 0; l < outputs; l++) {
            double c = curvature(p, y[r], k, l) / x.length;
            for (int j = 0; j < width; j++) {
              h[a][l * width + j] += c * x[r][i] * x[r][j];
            }
          }
        }
      }
    }
    double largest = 0;
    for (int a = 0; a < size; a++) {
      if (a % width != width - 1) {
        h[a][a] += l2;
        h[a][size] -= l2 * at[a];
      }
      largest = Math.max(largest, h[a][a]);
    }
    for (int a = 0; a < size; a++) {
      h[a][a] += 1e-13 * largest;
    }
    return solved(h);
  }

  private double derivative(double[] p, double label, int k) {
    double sign = 2 * label - 1;
    return switch (loss) {
      case "mse" -> 2 * (p[0] - label);
      case "poisson" -> Math.exp(p[0]) - label;
      case "logistic" -> 1 / (1 + Math.exp(-p[0])) - label;
      case "squaredHinge" -> -2 * sign * Math.max(0, 1 - sign * p[0]);
      default -> p[k] - (label == k ? 1 : 0);
    };
  }

  private double curvature(double[] p, double label, int k, int l) {
    double sign = 2 * label - 1;
    return switch (loss) {
      case "mse" -> 2;
      case "poisson" -> Math.exp(p[0]);
      case "logistic" -> 1 / ((1 + Math.exp(-p[0])) * (1 + Math.exp(p[0])));
      case "squaredHinge" -> sign * p[0] < 1 ? 2 : 0;
      default -> p[k] * ((k == l ? 1 : 0) - p[l]);
    };
  }

  private static double[] solved(double[][] h) {
    int size = h.length;
    for (int c = 0; c < size; c++) {
      int pivot = c;
      for (int r = c + 1; r < size; r++) {
        pivot = Math.abs(h[r][c]) > Math.abs(h[pivot][c]) ? r : pivot;
      }
      double[] row = h[pivot];
      h[pivot] = h[c];
      h[c] = row;
      for (int r = c + 1; r < size; r++) {
        double factor = h[r][c] / row[c];
        for (int j = c; j <= size; j++) {
          h[r][j] -= factor * row[j];
        }
      }
    }
    double[] x = new double[size];
    for (int r = size - 1; r >= 0; r--) {
      x[r] = h[r][size];
      for (int j = r + 1; j < size; j++) {
        x[r] -= h[r][j] * x[j];
      }
      x[r] /= h[r][r];
    }
    return x;
  }
}
