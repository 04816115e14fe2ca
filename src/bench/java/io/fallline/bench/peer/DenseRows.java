package io.fallline.bench.peer;

import io.fallline.bench.Place;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.Serializable;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.ml.linalg.VectorUDT;
import org.apache.spark.ml.linalg.Vectors;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.Metadata;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/**
 * Normal features and the class, of two, whose direction they point to, with noise: as Parquet for
 * Spark, and as float32 for PyTorch.
 *
 * @param values row-major, little-endian
 * @param labels one float32 a row
 */
public record DenseRows(long rows, int columns, Path parquet, Path values, Path labels) {
  private static final int PARTS = 2;

  /** Makes them unless they are there. */
  public static DenseRows of(Place place, SparkSession session, long wanted, int columns)
      throws IOException {
    long rows = wanted / PARTS * PARTS;
    String name = "dense-" + rows + "x" + columns;
    DenseRows data =
        new DenseRows(
            rows,
            columns,
            place.data(name + ".parquet"),
            place.data(name + ".values"),
            place.data(name + ".labels"));
    if (!Files.exists(data.parquet.resolve("_SUCCESS"))) {
      data.writeParquet(session);
    }
    if (!Files.exists(data.labels)) {
      data.writeFloats();
    }
    return data;
  }

  private void writeParquet(SparkSession session) {
    StructType type =
        new StructType(
            new StructField[] {
              new StructField("label", DataTypes.DoubleType, false, Metadata.empty()),
              new StructField("features", new VectorUDT(), false, Metadata.empty())
            });
    Drawn drawn = new Drawn(rows, columns);
    session
        .createDataFrame(
            JavaSparkContext.fromSparkContext(session.sparkContext())
                .parallelize(IntStream.range(0, PARTS).boxed().toList(), PARTS)
                .flatMap(drawn::part),
            type)
        .write()
        .mode("overwrite")
        .parquet(parquet.toString());
  }

  private void writeFloats() throws IOException {
    Path unfinished = labels.resolveSibling(labels.getFileName() + ".unfinished");
    ByteBuffer line = ByteBuffer.allocate(columns * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    try (OutputStream x = new BufferedOutputStream(Files.newOutputStream(values));
        OutputStream y = new BufferedOutputStream(Files.newOutputStream(unfinished))) {
      Drawn drawn = new Drawn(rows, columns);
      for (int part = 0; part < PARTS; part++) {
        Iterator<Row> all = drawn.part(part);
        while (all.hasNext()) {
          Row row = all.next();
          line.clear();
          for (double value : ((org.apache.spark.ml.linalg.Vector) row.get(1)).toArray()) {
            line.putFloat((float) value);
          }
          x.write(line.array());
          line.clear();
          y.write(line.putFloat((float) row.getDouble(0)).array(), 0, Float.BYTES);
        }
      }
    }
    Files.move(unfinished, labels);
  }

  /** The same rows on whichever machine draws them. */
  private record Drawn(long rows, int columns) implements Serializable {
    Iterator<Row> part(int part) {
      double[][] truth = truth();
      Random random = new Random(100 + part);
      long own = rows / PARTS;
      return LongStream.range(0, own).mapToObj(row -> row(random, truth)).iterator();
    }

    private double[][] truth() {
      Random random = new Random(7);
      double[][] truth = new double[2][columns];
      for (double[] direction : truth) {
        for (int j = 0; j < columns; j++) {
          direction[j] = random.nextGaussian();
        }
      }
      return truth;
    }

    private Row row(Random random, double[][] truth) {
      double[] x = new double[columns];
      for (int j = 0; j < columns; j++) {
        x[j] = random.nextGaussian();
      }
      double[] scores = new double[truth.length];
      for (int k = 0; k < truth.length; k++) {
        for (int j = 0; j < columns; j++) {
          scores[k] += truth[k][j] * x[j];
        }
        scores[k] += random.nextGaussian() * Math.sqrt(columns) * 0.3;
      }
      return RowFactory.create(scores[1] > scores[0] ? 1.0 : 0.0, Vectors.dense(x));
    }
  }

  /** The part of a configuration that reads them. */
  public String configuration() {
    return """
        data {
          format = "parquet", train = "%s", features = ["features"], scaling = "none"
        }
        """
        .formatted(parquet);
  }

  /** What PyTorch's program is told of them. */
  public List<String> arguments() {
    return List.of(
        values.toString(), labels.toString(), String.valueOf(rows), String.valueOf(columns));
  }
}
