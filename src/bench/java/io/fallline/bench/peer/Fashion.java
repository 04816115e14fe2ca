package io.fallline.bench.peer;

import io.fallline.bench.Skipped;
import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPInputStream;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.ml.linalg.VectorUDT;
import org.apache.spark.ml.linalg.Vectors;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.Metadata;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/**
 * Fashion-MNIST's four files.
 *
 * @param directory as Debian's package has it, unless FALLLINE_BENCH_FASHION names another
 */
public record Fashion(Path directory) {
  public static final int INPUTS = 784;
  public static final int CLASSES = 10;

  public static Fashion find() {
    String other = System.getenv("FALLLINE_BENCH_FASHION");
    Fashion fashion =
        new Fashion(Path.of(other != null ? other : "/usr/share/datasets/fashion-mnist"));
    if (!Files.exists(fashion.file("train-images-idx3"))) {
      throw new Skipped(
          "there is no "
              + fashion.file("train-images-idx3")
              + " (Debian's package dataset-fashion-mnist; or name a directory in"
              + " FALLLINE_BENCH_FASHION)");
    }
    return fashion;
  }

  private Path file(String name) {
    return directory.resolve(name + "-ubyte.gz");
  }

  private String files(String part) {
    return file(part + "-images-idx3") + "," + file(part + "-labels-idx1");
  }

  /** Training on 60,000 pictures; the 10,000 others are the test. */
  public String configuration(String scaling) {
    return """
        data {
          format = "idx", train = "%s", test = "%s", scaling = "%s"
        }
        """
        .formatted(files("train"), files("t10k"), scaling);
  }

  /** Training rows alone. */
  public String trainingConfiguration() {
    return """
        data { format = "idx", train = "%s", scaling = "maxabs" }
        """
        .formatted(files("train"));
  }

  /** The rows as spark.ml takes them, in memory. */
  public Dataset<Row> rows(SparkSession session, String part) throws IOException {
    StructType type =
        new StructType(
            new StructField[] {
              new StructField("label", DataTypes.DoubleType, false, Metadata.empty()),
              new StructField("features", new VectorUDT(), false, Metadata.empty())
            });
    Dataset<Row> rows =
        session
            .createDataFrame(
                JavaSparkContext.fromSparkContext(session.sparkContext())
                    .parallelize(read(part), 2),
                type)
            .cache();
    rows.count();
    return rows;
  }

  private List<Row> read(String part) throws IOException {
    try (DataInputStream images = open(part + "-images-idx3");
        DataInputStream labels = open(part + "-labels-idx1")) {
      images.readInt();
      int count = images.readInt();
      images.skipNBytes(8);
      labels.skipNBytes(8);
      List<Row> rows = new ArrayList<>(count);
      byte[] pixels = new byte[INPUTS];
      for (int i = 0; i < count; i++) {
        images.readFully(pixels);
        double[] x = new double[INPUTS];
        for (int j = 0; j < INPUTS; j++) {
          x[j] = (pixels[j] & 255) / 255.0;
        }
        rows.add(RowFactory.create((double) labels.readByte(), Vectors.dense(x)));
      }
      return rows;
    }
  }

  private DataInputStream open(String name) throws IOException {
    return new DataInputStream(
        new BufferedInputStream(new GZIPInputStream(Files.newInputStream(file(name)))));
  }
}
