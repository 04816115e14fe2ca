package io.fallline.bench.work;

import static io.fallline.bench.Comparison.Kind.TIMES_AS_MANY;

import com.sun.management.OperatingSystemMXBean;
import io.fallline.bench.Comparison;
import io.fallline.bench.Contender;
import io.fallline.bench.Figures;
import io.fallline.bench.Place;
import io.fallline.bench.Workload;
import io.fallline.bench.peer.DenseRows;
import io.fallline.bench.peer.Sparks;
import io.fallline.ml.MiniBatchClassifier;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.util.List;
import org.apache.spark.ml.Transformer;
import org.apache.spark.ml.classification.LogisticRegression;
import org.apache.spark.ml.classification.MultilayerPerceptronClassifier;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/** Rows a second that a fitted model of {@code spark.ml} and one of ours put columns behind. */
public final class TransformRate implements Workload {
  private static final int COLUMNS = 100;
  private static final OperatingSystemMXBean PROCESS =
      (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();

  private final int hidden;

  /**
   * @param hidden units of a hidden layer; 0: a linear model
   */
  public TransformRate(int hidden) {
    this.hidden = hidden;
  }

  @Override
  public String name() {
    return hidden == 0 ? "transform-linear" : "transform-network";
  }

  @Override
  public String about() {
    return "rows a second of transform, 1,000,000 × 100, "
        + (hidden == 0 ? "logistic regression" : "100-" + hidden + "-2");
  }

  @Override
  public List<Contender> contenders(Place place) throws IOException {
    SparkSession session = Sparks.local();
    DenseRows rows = DenseRows.of(place, session, place.rows(1_000_000), COLUMNS);
    Dataset<Row> kept = session.read().parquet(rows.parquet().toString()).cache();
    long count = kept.count();
    Dataset<Row> few = kept.limit(5_000).cache();
    Transformer sparks = hidden == 0 ? sparkLinear(few) : sparkNetwork(few);
    Transformer ours = ours(few);
    return List.of(
        Contender.warm("spark.ml", () -> rate(sparks, kept, count)),
        Contender.warm("Fallline", () -> rate(ours, kept, count)));
  }

  private static Transformer sparkLinear(Dataset<Row> rows) {
    return new LogisticRegression().setMaxIter(5).fit(rows);
  }

  private Transformer sparkNetwork(Dataset<Row> rows) {
    return new MultilayerPerceptronClassifier()
        .setLayers(new int[] {COLUMNS, hidden, 2})
        .setMaxIter(2)
        .fit(rows);
  }

  private Transformer ours(Dataset<Row> rows) {
    MiniBatchClassifier classifier = new MiniBatchClassifier().setEpochs(1);
    return hidden == 0
        ? classifier.fit(rows)
        : classifier.setLayers(hidden).setActivation("sigmoid").setLoss("softmax").fit(rows);
  }

  private static Figures rate(Transformer model, Dataset<Row> rows, long count) {
    long start = System.nanoTime();
    long processor = PROCESS.getProcessCpuTime();
    model.transform(rows).write().format("noop").mode("overwrite").save();
    double seconds = (System.nanoTime() - start) / 1e9;
    return Figures.of("rowsPerSecond", count / seconds)
        .put("processorMicrosARow", (PROCESS.getProcessCpuTime() - processor) / 1e3 / count);
  }

  @Override
  public List<Comparison> comparisons() {
    return List.of(
        Comparison.of(
            "transform of 1,000,000 × 100, " + (hidden == 0 ? "logistic" : "100-" + hidden + "-2"),
            "Fallline",
            "spark.ml",
            "rowsPerSecond",
            TIMES_AS_MANY,
            hidden == 0 ? 1 : 3));
  }
}
