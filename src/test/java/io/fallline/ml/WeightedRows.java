package io.fallline.ml;

import io.fallline.testing.LocalSpark;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.apache.spark.ml.linalg.SQLDataTypes;
import org.apache.spark.ml.linalg.Vectors;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/**
 * 400 rows of two columns far from zero, with weights of 10 and 0.1 that hang on the first: their
 * weighted means and deviations are others than those of the rows.
 */
final class WeightedRows {
  private static final int ROWS = 400;

  private final double[][] x = new double[ROWS][];
  private final double[] weight = new double[ROWS];
  private final double[] label = new double[ROWS];
  private final Dataset<Row> frame;

  private WeightedRows(String family) {
    Random random = new Random(5);
    List<Row> rows = new ArrayList<>();
    for (int i = 0; i < ROWS; i++) {
      x[i] = new double[] {3 + random.nextGaussian(), -2 + 2 * random.nextGaussian()};
      weight[i] = x[i][0] > 3 ? 10 : 0.1;
      label[i] = label(family, x[i], random);
      rows.add(RowFactory.create(label[i], Vectors.dense(x[i]), weight[i]));
    }
    StructType schema =
        new StructType()
            .add("label", DataTypes.DoubleType)
            .add("features", SQLDataTypes.VectorType())
            .add("weight", DataTypes.DoubleType);
    frame = LocalSpark.session().createDataFrame(rows, schema).coalesce(1).cache();
  }

  /**
   * @param family that the labels are drawn from
   */
  static WeightedRows of(String family) {
    return new WeightedRows(family);
  }

  private static double label(String family, double[] x, Random random) {
    double score = x[0] - 3 + 0.5 * (x[1] + 2);
    return switch (family) {
      case "binomial" -> random.nextDouble() < 1 / (1 + Math.exp(-score)) ? 1 : 0;
      case "multinomial" -> {
        double drawn = score + 2 * random.nextGaussian();
        yield drawn < -1 ? 0 : drawn < 1 ? 1 : 2;
      }
      case "gaussian" -> 4 + score + random.nextGaussian();
      case "poisson" -> Math.floor(Math.exp(0.3 * score) + random.nextDouble());
      default -> throw new IllegalArgumentException(family);
    };
  }

  Dataset<Row> frame() {
    return frame;
  }

  private double weight(int row, boolean weighted) {
    return weighted ? weight[row] : 1;
  }

  private double total(boolean weighted) {
    double total = 0;
    for (int i = 0; i < ROWS; i++) {
      total += weight(i, weighted);
    }
    return total;
  }

  /** By what MLlib's deviations are larger: 1 / √(1 − Σw²/(Σw)²). */
  double deviationFactor(boolean weighted) {
    double total = total(weighted);
    double squares = 0;
    for (int i = 0; i < ROWS; i++) {
      squares += weight(i, weighted) * weight(i, weighted);
    }
    return 1 / Math.sqrt(1 - squares / (total * total));
  }

  /**
   * @param sample as MLlib's summaries have it; else divided by Σw
   */
  double labelDeviation(boolean weighted, boolean sample) {
    return deviation(label, weighted) * (sample ? deviationFactor(weighted) : 1);
  }

  private double deviation(double[] values, boolean weighted) {
    double total = total(weighted);
    double mean = 0;
    for (int i = 0; i < ROWS; i++) {
      mean += weight(i, weighted) * values[i] / total;
    }
    double squares = 0;
    for (int i = 0; i < ROWS; i++) {
      squares += weight(i, weighted) * (values[i] - mean) * (values[i] - mean);
    }
    return Math.sqrt(squares / total);
  }

  /** Of the column prediction. */
  double weightedMean(Dataset<Row> predicted, boolean weighted) {
    double sum = 0;
    List<Row> rows = predicted.select("prediction").collectAsList();
    for (int i = 0; i < ROWS; i++) {
      sum += weight(i, weighted) * rows.get(i).getDouble(0);
    }
    return sum / total(weighted);
  }

  /** What MLlib's LinearSVC makes small. */
  double hingeObjective(double[] model, double regParam, boolean standardization) {
    double loss = 0;
    for (int i = 0; i < ROWS; i++) {
      double score = model[0] * x[i][0] + model[1] * x[i][1] + model[2];
      loss += weight[i] * Math.max(0, 1 - (2 * label[i] - 1) * score) / total(true);
    }
    for (int j = 0; j < 2; j++) {
      int column = j;
      double[] values = java.util.Arrays.stream(x).mapToDouble(row -> row[column]).toArray();
      double unit = standardization ? deviation(values, true) * deviationFactor(true) : 1;
      loss += regParam / 2 * Math.pow(model[j] * unit, 2);
    }
    return loss;
  }
}
