package io.fallline.ml;

import io.fallline.testing.LocalSpark;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.ml.linalg.SQLDataTypes;
import org.apache.spark.ml.linalg.Vectors;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/** The rows that Spark's own test suite of logistic regression draws, with its numbers. */
final class SuiteRows {
  private static final int ROWS = 10_000;
  private static final int PARTITIONS = 4;
  private static final int SEED = 42;
  private static final double[] COEFFICIENTS = {-0.57997, 0.912083, -0.371077, -0.819866};
  private static final double INTERCEPT = 2.688191;
  private static final double[] MEANS = {5.843, 3.057, 3.758, 1.199};
  private static final double[] VARIANCES = {0.6856, 0.1899, 3.116, 0.581};

  private SuiteRows() {}

  /** By what MLlib's deviations are larger: 1 / √(1 − Σw²/(Σw)²). */
  static double deviationFactor(Dataset<Row> rows) {
    Row sums = rows.selectExpr("sum(weight)", "sum(weight * weight)").first();
    return 1 / Math.sqrt(1 - sums.getDouble(1) / Math.pow(sums.getDouble(0), 2));
  }

  /** Two classes, four columns, weights drawn evenly. */
  static Dataset<Row> binary() {
    scala.util.Random random = new scala.util.Random(SEED);
    double[][] x = new double[ROWS][MEANS.length];
    for (double[] row : x) {
      for (int j = 0; j < row.length; j++) {
        row[j] = random.nextGaussian();
      }
    }
    List<Row> rows = new ArrayList<>();
    for (double[] row : x) {
      double margin = 0;
      for (int j = 0; j < row.length; j++) {
        row[j] = row[j] * Math.sqrt(VARIANCES[j]) + MEANS[j];
        margin += COEFFICIENTS[j] * row[j];
      }
      margin += INTERCEPT;
      double most = Math.max(0, margin);
      double none = Math.exp(-most) / (Math.exp(-most) + Math.exp(margin - most));
      rows.add(RowFactory.create(random.nextDouble() < none ? 0.0 : 1.0, Vectors.dense(row)));
    }
    StructType schema =
        new StructType()
            .add("label", DataTypes.DoubleType)
            .add("features", SQLDataTypes.VectorType());
    JavaSparkContext context =
        JavaSparkContext.fromSparkContext(LocalSpark.session().sparkContext());
    return LocalSpark.session()
        .createDataFrame(context.parallelize(rows, PARTITIONS), schema)
        .withColumn("weight", functions.rand(SEED))
        .cache();
  }
}
