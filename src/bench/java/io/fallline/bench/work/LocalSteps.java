package io.fallline.bench.work;

import static io.fallline.bench.Comparison.Kind.TIMES_CHEAPER;

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

/** What a step costs besides its arithmetic, within one process. */
public final class LocalSteps implements Workload {
  private static final String WORK = "a step with next to no arithmetic, local[2]";

  @Override
  public String name() {
    return "steps";
  }

  @Override
  public String about() {
    return "a step of 8 rows and 101 parameters beside an empty Spark job, local[2]";
  }

  @Override
  public List<Contender> contenders(Place place) throws IOException {
    SparkSession session = Sparks.local();
    DenseRows rows = DenseRows.of(place, session, place.rows(20_000), 100);
    String configuration =
        rows.configuration()
            + """
            model { loss = "logistic" }
            optimizer { rule = "sgd", learningRate = 1.0 }
            training { batchSize = 8, epochs = 1000, maxSteps = %d }
            """
                .formatted(place.shortened() ? 400 : 4000);
    EmptyJob job = new EmptyJob(session.sparkContext(), 2);
    return List.of(
        Contender.warm("empty Spark job", job::run),
        Contender.warm("auto", () -> new Training(session, place, configuration).steps()),
        engine("local", session, place, configuration),
        engine("resident", session, place, configuration),
        engine("jobs", session, place, configuration));
  }

  /** Few steps have to do for the engine {@code jobs}, whose are the dear ones. */
  static Contender engine(String name, SparkSession session, Place place, String configuration) {
    return Contender.warm(
        name,
        () -> {
          Training training =
              new Training(session, place, configuration).set("training.engine=" + name);
          return (name.equals("jobs") ? training.set("training.maxSteps=100") : training).steps();
        });
  }

  @Override
  public List<Comparison> comparisons() {
    return List.of(
        against(WORK, "auto", 30),
        against(WORK, "local", Double.NaN),
        against(WORK, "resident", 30),
        against(WORK, "jobs", Double.NaN));
  }

  static Comparison against(String work, String engine, double wanted) {
    return Comparison.of(work, engine, "empty Spark job", "millis", TIMES_CHEAPER, wanted);
  }
}
