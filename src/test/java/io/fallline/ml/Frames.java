package io.fallline.ml;

import io.fallline.testing.LocalSpark;
import java.util.Arrays;
import org.apache.spark.ml.feature.StringIndexer;
import org.apache.spark.ml.feature.VectorAssembler;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** Sample data as Spark's users have them: a vector of features, and a label. */
final class Frames {
  private Frames() {}

  static Dataset<Row> csv(String name) {
    return LocalSpark.session()
        .read()
        .option("header", "true")
        .option("inferSchema", "true")
        .csv("sample-data/" + name + ".csv");
  }

  /** The columns {@code features} and {@code label}, a class index where it is a text. */
  static Dataset<Row> of(String name) {
    if (name.equals("clicks")) {
      return LocalSpark.session()
          .read()
          .format("libsvm")
          .option("numFeatures", "3768")
          .load("sample-data/clicks.libsvm")
          .cache();
    }
    Dataset<Row> rows = csv(name);
    String[] inputs =
        Arrays.stream(rows.columns()).filter(c -> !c.equals("label")).toArray(String[]::new);
    Dataset<Row> assembled =
        new VectorAssembler().setInputCols(inputs).setOutputCol("features").transform(rows);
    if (rows.schema().apply("label").dataType().typeName().equals("string")) {
      assembled =
          new StringIndexer()
              .setInputCol("label")
              .setOutputCol("index")
              .setStringOrderType("alphabetAsc")
              .fit(assembled)
              .transform(assembled)
              .drop("label")
              .withColumnRenamed("index", "label");
    }
    return assembled.select("features", "label").cache();
  }
}
