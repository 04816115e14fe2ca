package io.fallline.core.network;

import io.fallline.core.loss.Loss;
import java.util.Arrays;

/**
 * Adds up loss, gradient and second derivatives over rows, for a network without hidden layers: all
 * in float64 and in one order, without sums that an instruction could split, so that the bits are
 * the same everywhere. Not for several threads at once.
 */
public final class CurvatureAccumulator {
  /** Rows of a tile, a multiple of {@link #TOGETHER}. A constant: changing it changes results. */
  private static final int TILE = 32;

  /** Rows whose products are added to the sums at once, which so come from memory less often. */
  private static final int TOGETHER = 4;

  private final NetworkSpec spec;
  private final HessianLayout layout;
  private final int inputs;
  private final int outputs;
  private final int width;
  private final Loss loss;
  private final double[] classWeights;
  private final double[] scores;
  private final double[] derivative;
  private final double[] curvature;
  private final double[][] tile;
  private final double[][] ofTile;

  private double[] parameters;
  private long rows;
  private double weight;
  private double lossSum;
  private double pearson;
  private double[] gradient;
  private double[] hessian;

  /**
   * @param classWeights what a row's weight is multiplied by, a class; null where classes count
   *     alike
   */
  public CurvatureAccumulator(NetworkSpec spec, double[] classWeights) {
    this.spec = spec;
    this.classWeights = classWeights;
    layout = HessianLayout.of(spec);
    inputs = spec.inputs();
    outputs = spec.outputs();
    width = layout.width();
    loss = spec.createLoss();
    scores = new double[outputs];
    derivative = new double[outputs];
    curvature = new double[outputs * outputs];
    tile = new double[TILE][width];
    ofTile = new double[TILE][outputs * outputs];
  }

  public void begin(double[] at) {
    parameters = at;
    rows = 0;
    weight = 0;
    lossSum = 0;
    pearson = 0;
    gradient = new double[outputs * width];
    hessian = new double[layout.size()];
  }

  /** What has been added since {@link #begin}. */
  public CurvatureAggregate end() {
    return new CurvatureAggregate(rows, weight, lossSum, pearson, gradient, hessian);
  }

  public void add(PackedRows added) {
    if (added.sparse()) {
      addSparse(added);
    } else {
      addDense(added);
    }
  }

  private double weight(PackedRows of, int row) {
    return of.weight(row) * (classWeights == null ? 1 : classWeights[(int) of.labels()[row]]);
  }

  private void addDense(PackedRows added) {
    int filled = 0;
    for (int row = 0; row < added.size(); row++) {
      double ofRow = weight(added, row);
      if (ofRow == 0) {
        continue;
      }
      double[] x = tile[filled];
      for (int i = 0; i < inputs; i++) {
        x[i] = added.values()[row * inputs + i];
      }
      Arrays.fill(x, inputs, width, 1);
      for (int k = 0; k < outputs; k++) {
        scores[k] = bias(k) + added.offset(row);
        for (int i = 0; i < inputs; i++) {
          scores[k] += parameters[k * inputs + i] * x[i];
        }
      }
      lossOfRow(added.labels()[row], ofRow);
      for (int k = 0; k < outputs; k++) {
        for (int i = 0; i < inputs; i++) {
          gradient[k * inputs + i] += derivative[k] * x[i];
        }
      }
      System.arraycopy(curvature, 0, ofTile[filled], 0, curvature.length);
      if (++filled == TILE) {
        addTile(TILE);
        filled = 0;
      }
    }
    addTile(filled);
  }

  private double bias(int output) {
    return spec.intercept() ? parameters[outputs * inputs + output] : 0;
  }

  /** Counts a row whose scores are there; derivative and curvature are weighted afterwards. */
  private void lossOfRow(double label, double ofRow) {
    loss.curvature(scores, label, curvature);
    lossSum += ofRow * loss.ofRow(scores, label, derivative);
    if (outputs == 1 && curvature[0] > 0) {
      pearson += ofRow * derivative[0] * derivative[0] / curvature[0];
    }
    weight += ofRow;
    rows++;
    for (int k = 0; k < derivative.length; k++) {
      derivative[k] *= ofRow;
      if (spec.intercept()) {
        gradient[outputs * inputs + k] += derivative[k];
      }
    }
    for (int i = 0; i < curvature.length; i++) {
      curvature[i] *= ofRow;
    }
  }

  /** Rows beyond those that are filled add zeros. */
  private void addTile(int filled) {
    int end = (filled + TOGETHER - 1) / TOGETHER * TOGETHER;
    for (int r = filled; r < end; r++) {
      Arrays.fill(tile[r], 0);
      Arrays.fill(ofTile[r], 0);
    }
    for (int k = 0; k < outputs; k++) {
      for (int l = 0; l <= k; l++) {
        addTile(layout.block(k, l), k * outputs + l, end);
      }
    }
  }

  private void addTile(int block, int pair, int end) {
    for (int i = 0; i < width; i++) {
      int at = block + HessianLayout.row(i);
      for (int r = 0; r < end; r += TOGETHER) {
        double a = ofTile[r][pair] * tile[r][i];
        double b = ofTile[r + 1][pair] * tile[r + 1][i];
        double c = ofTile[r + 2][pair] * tile[r + 2][i];
        double d = ofTile[r + 3][pair] * tile[r + 3][i];
        if (a != 0 || b != 0 || c != 0 || d != 0) {
          addFour(hessian, at, i + 1, a, tile[r], b, tile[r + 1], c, tile[r + 2], d, tile[r + 3]);
        }
      }
    }
  }

  /** Element by element, which vector instructions do to the same bits. */
  private static void addFour(
      double[] sum,
      int at,
      int length,
      double a,
      double[] first,
      double b,
      double[] second,
      double c,
      double[] third,
      double d,
      double[] fourth) {
    for (int j = 0; j < length; j++) {
      sum[at + j] += (a * first[j] + b * second[j]) + (c * third[j] + d * fourth[j]);
    }
  }

  private void addSparse(PackedRows added) {
    for (int row = 0; row < added.size(); row++) {
      double ofRow = weight(added, row);
      if (ofRow != 0) {
        addSparse(added, row, ofRow);
      }
    }
  }

  private void addSparse(PackedRows added, int row, double ofRow) {
    int begin = added.starts()[row];
    int end = added.starts()[row + 1];
    for (int k = 0; k < outputs; k++) {
      scores[k] = bias(k) + added.offset(row);
      for (int entry = begin; entry < end; entry++) {
        scores[k] += parameters[k * inputs + added.indices()[entry]] * added.values()[entry];
      }
    }
    lossOfRow(added.labels()[row], ofRow);
    for (int k = 0; k < outputs; k++) {
      for (int entry = begin; entry < end; entry++) {
        gradient[k * inputs + added.indices()[entry]] += derivative[k] * added.values()[entry];
      }
      for (int l = 0; l <= k; l++) {
        addEntries(added, begin, end, curvature[k * outputs + l], layout.block(k, l));
      }
    }
  }

  private void addEntries(PackedRows added, int begin, int end, double pair, int block) {
    if (pair == 0) {
      return;
    }
    for (int entry = begin; entry < end; entry++) {
      double factor = pair * added.values()[entry];
      int at = block + HessianLayout.row(added.indices()[entry]);
      for (int other = begin; other <= entry; other++) {
        hessian[at + added.indices()[other]] += factor * added.values()[other];
      }
    }
    if (spec.intercept()) {
      int at = block + HessianLayout.row(inputs);
      for (int entry = begin; entry < end; entry++) {
        hessian[at + added.indices()[entry]] += pair * added.values()[entry];
      }
      hessian[at + inputs] += pair;
    }
  }
}
