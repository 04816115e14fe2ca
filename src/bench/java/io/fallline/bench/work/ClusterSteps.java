package io.fallline.bench.work;

import io.fallline.bench.Comparison;
import io.fallline.bench.Contender;
import io.fallline.bench.Place;
import io.fallline.bench.Workload;
import io.fallline.bench.peer.DenseRows;
import io.fallline.bench.peer.EmptyJob;
import io.fallline.bench.peer.Sparks;
import io.fallline.bench.peer.Training;
import java.io.IOException;
import java.util.List;
import org.apache.spark.sql.SparkSession;

/** What a step costs besides its arithmetic, between processes. */
public final class ClusterSteps implements Workload {
  private static final String WORK =
      "a step with next to no arithmetic, 99,961 parameters, local-cluster[2,1,1024]";

  @Override
  public String name() {
    return "cluster-steps";
  }

  @Override
  public String about() {
    return "a step of 8 rows and 99,961 parameters beside an empty Spark job, two executors";
  }

  @Override
  public List<Contender> contenders(Place place) throws IOException {
    SparkSession session = Sparks.cluster(place);
    DenseRows rows = DenseRows.of(place, session, place.rows(20_000), 100);
    String configuration =
        rows.configuration()
            + """
            model { layers = [980], loss = "logistic" }
            optimizer { rule = "sgd", learningRate = 0.01 }
            training { batchSize = 8, epochs = 1000, maxSteps = %d }
            """
                .formatted(place.shortened() ? 100 : 500);
    EmptyJob job = new EmptyJob(session.sparkContext(), 2);
    return List.of(
        Contender.warm("empty Spark job", job::run),
        Contender.warm("auto", () -> new Training(session, place, configuration).steps()),
        LocalSteps.engine("resident", session, place, configuration),
        LocalSteps.engine("jobs", session, place, configuration));
  }

  @Override
  public List<Comparison> comparisons() {
    return List.of(
        LocalSteps.against(WORK, "auto", 4),
        LocalSteps.against(WORK, "resident", 4),
        LocalSteps.against(WORK, "jobs", Double.NaN));
  }
}
