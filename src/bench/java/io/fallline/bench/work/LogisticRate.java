package io.fallline.bench.work;

import static io.fallline.bench.Comparison.Kind.TIMES_AS_MANY;

import io.fallline.bench.Comparison;
import io.fallline.bench.Contender;
import io.fallline.bench.Figures;
import io.fallline.bench.Place;
import io.fallline.bench.Workload;
import io.fallline.bench.peer.DenseRows;
import io.fallline.bench.peer.SparkLogistic;
import io.fallline.bench.peer.Sparks;
import io.fallline.bench.peer.Torch;
import io.fallline.bench.peer.Training;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.mllib.linalg.Vector;
import org.apache.spark.sql.SparkSession;
import scala.Tuple2;

/** Rows per second of logistic regression on 100 dense columns, plain gradient descent. */
public final class LogisticRate implements Workload {
  private static final int COLUMNS = 100;
  private static final int LARGE = 2_000;

  private final int batch;
  private final int epochs;
  private List<Contender> torch = List.of();

  public LogisticRate(int batch, int epochs) {
    this.batch = batch;
    this.epochs = epochs;
  }

  @Override
  public String name() {
    return "logistic-" + batch;
  }

  @Override
  public String about() {
    return "rows per second of logistic regression, 200,000 × 100, batches of " + batch;
  }

  @Override
  public List<Contender> contenders(Place place) throws IOException {
    SparkSession session = Sparks.local();
    DenseRows rows = DenseRows.of(place, session, place.rows(200_000), COLUMNS);
    String configuration =
        rows.configuration()
            + """
            model { loss = "logistic" }
            optimizer { rule = "sgd", learningRate = 1.0 }
            training { batchSize = %d, epochs = %d }
            """
                .formatted(batch, epochs);
    List<Contender> all = new ArrayList<>();
    all.add(Contender.warm("Fallline", () -> new Training(session, place, configuration).epochs()));
    if (batch == LARGE) { // a hundredth of the rows
      JavaRDD<Tuple2<Object, Vector>> kept =
          SparkLogistic.mllibRows(session.read().parquet(rows.parquet().toString()));
      all.add(Contender.warm("mllib GradientDescent", () -> SparkLogistic.descent(kept, COLUMNS)));
    }
    List<String> arguments = new ArrayList<>(List.of("logistic"));
    arguments.addAll(rows.arguments());
    arguments.addAll(List.of(String.valueOf(batch), batch == LARGE ? "20" : "5"));
    torch =
        Torch.contenders(
            place, arguments, line -> new Figures().putEpochs(Torch.samplesPerSecond(line)));
    all.addAll(torch);
    return all;
  }

  @Override
  public List<Comparison> comparisons() {
    String work = "logistic 200,000×100, batch " + batch;
    List<Comparison> lines = new ArrayList<>();
    lines.add(
        Comparison.of(
            work, "Fallline", "mllib GradientDescent", "samplesPerSecond", TIMES_AS_MANY, 250));
    for (Contender one : torch) {
      double wanted = batch == LARGE ? 1.6 : 1.1;
      lines.add(
          Comparison.of(work, "Fallline", one.name(), "samplesPerSecond", TIMES_AS_MANY, wanted));
    }
    return lines;
  }
}
