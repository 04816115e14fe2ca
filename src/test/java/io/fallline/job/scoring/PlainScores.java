package io.fallline.job.scoring;

import io.fallline.core.network.NetworkSpec;
import io.fallline.core.network.PackedRows;
import io.fallline.model.Encoding;
import io.fallline.model.InputColumn;
import io.fallline.model.InputColumn.InputKind;
import io.fallline.model.RowEncoder;
import java.util.HashMap;
import java.util.Map;

/** Scores of one raw row in plain loops of float64, which neither encode nor compute as we do. */
public final class PlainScores {
  private PlainScores() {}

  /**
   * @param network its hidden layers are of tanh
   */
  public static double[] of(
      NetworkSpec network, double[] parameters, Encoding encoding, Map<String, Object> row) {
    double[] x = inputs(encoding, row);
    int next = 0;
    for (int layer = 0; layer < network.layers(); layer++) {
      double[] z = new double[network.outputsOf(layer)];
      for (int j = 0; j < z.length; j++) {
        for (double value : x) {
          z[j] += parameters[next++] * value;
        }
      }
      for (int j = 0; j < z.length && network.intercept(); j++) {
        z[j] += parameters[next++];
      }
      for (int j = 0; j < z.length && layer < network.hidden().size(); j++) {
        z[j] = Math.tanh(z[j]);
      }
      x = z;
    }
    return x;
  }

  private static double[] inputs(Encoding encoding, Map<String, Object> row) {
    double[] x = new double[encoding.inputs()];
    int at = 0;
    for (InputColumn column : encoding.columns()) {
      Object cell = row.get(column.column());
      switch (column.kind()) {
        case NUMBER -> x[at] = scaled(encoding, at, (double) cell);
        case VECTOR -> {
          for (int i = 0; i < column.width(); i++) {
            x[at + i] = scaled(encoding, at + i, ((double[]) cell)[i]);
          }
        }
        case CATEGORICAL -> {
          int category = column.categories().indexOf(cell);
          if (category >= 0) {
            x[at + category] = 1;
          }
        }
        case HASHED -> {}
      }
      at += column.width();
    }
    if (encoding.hashBits() > 0) {
      hash(encoding, row, x, at);
    }
    return x;
  }

  private static double scaled(Encoding encoding, int input, double value) {
    return (value - encoding.center()[input]) / encoding.scale()[input];
  }

  /** The one thing that is taken over: which bucket a value falls into. */
  private static void hash(Encoding encoding, Map<String, Object> row, double[] x, int from) {
    Map<String, Object> fitting = new HashMap<>(row);
    for (InputColumn column : encoding.columns()) {
      if (column.kind() == InputKind.VECTOR) {
        fitting.put(column.column(), new double[column.width()]);
      }
    }
    PackedRows rows = new RowEncoder(encoding).encode(fitting);
    if (rows.sparse()) {
      for (int k = rows.starts()[0]; k < rows.starts()[1]; k++) {
        if (rows.indices()[k] >= from) {
          x[rows.indices()[k]] = rows.values()[k];
        }
      }
    } else {
      for (int k = from; k < x.length; k++) {
        x[k] = rows.values()[k];
      }
    }
  }
}
