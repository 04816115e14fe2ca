package io.fallline.data.loading;

import io.fallline.configuration.DataSection.RowOrder;
import io.fallline.configuration.DataSection.Scaling;
import io.fallline.core.loss.LabelKind;
import io.fallline.core.training.DataSplit;
import io.fallline.data.Specs;
import io.fallline.data.sources.SourceTable;
import io.fallline.data.sources.SourceTables;
import io.fallline.testing.LocalSpark;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import org.apache.spark.sql.SaveMode;
import org.apache.spark.sql.SparkSession;

/**
 * What the canonical order costs beside the source's: both loads of the same rows in turns in one
 * session, as idx and as Parquet; run by hand, with the test class path:
 *
 * <pre>LoadingBenchmark images,labels [rounds]</pre>
 */
final class LoadingBenchmark {
  private static final int WARM_UPS = 2;

  private LoadingBenchmark() {}

  public static void main(String[] arguments) throws Exception {
    String idx = arguments[0];
    int rounds = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 5;
    Path parquet = Files.createTempDirectory("loading");
    SparkSession session = LocalSpark.session();
    SourceTable table =
        new SourceTables(session, "idx", Map.of()).open(java.util.List.of(idx), null, 0);
    session
        .createDataFrame(table.rows(), table.schema())
        .repartition(4)
        .write()
        .mode(SaveMode.Overwrite)
        .parquet(parquet.toString());
    compare("idx", idx, rounds);
    compare("parquet", parquet.toString(), rounds);
    LocalSpark.stop();
  }

  private static void compare(String format, String path, int rounds) {
    Map<RowOrder, double[]> seconds = new EnumMap<>(RowOrder.class);
    for (RowOrder order : RowOrder.values()) {
      seconds.put(order, new double[rounds]);
    }
    for (int round = -WARM_UPS; round < rounds; round++) {
      for (RowOrder order : RowOrder.values()) {
        Specs specs = Specs.of(format, path);
        specs.order = order;
        specs.labels = LabelKind.CLASS;
        specs.scaling = Scaling.MAXABS;
        long start = System.nanoTime();
        try (TrainingData data = specs.load()) {
          double took = (System.nanoTime() - start) / 1e9;
          if (round >= 0) {
            seconds.get(order)[round] = took;
          } else {
            System.out.printf(
                "%s %s: %,d rows, %.2f s, %s%n",
                format, order, data.sizes(DataSplit.TRAIN).rows(), took, data.sha256());
          }
        }
      }
    }
    double canonical = median(seconds.get(RowOrder.CANONICAL));
    double source = median(seconds.get(RowOrder.SOURCE));
    System.out.printf(
        "%s: canonical %.2f s %s, source %.2f s %s, ratio %.2f%n",
        format,
        canonical,
        Arrays.toString(seconds.get(RowOrder.CANONICAL)),
        source,
        Arrays.toString(seconds.get(RowOrder.SOURCE)),
        canonical / source);
  }

  private static double median(double[] values) {
    return Arrays.stream(values).sorted().toArray()[values.length / 2];
  }
}
