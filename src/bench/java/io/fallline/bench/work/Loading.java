package io.fallline.bench.work;

import static io.fallline.bench.Comparison.Kind.AT_MOST_TIMES;

import io.fallline.bench.Comparison;
import io.fallline.bench.Contender;
import io.fallline.bench.Figures;
import io.fallline.bench.Place;
import io.fallline.bench.Workload;
import io.fallline.bench.peer.Fashion;
import io.fallline.bench.peer.Sparks;
import io.fallline.bench.peer.Training;
import java.util.List;
import org.apache.spark.sql.SparkSession;

/** What the canonical order costs: rows of files to packed shards, with it and without. */
public final class Loading implements Workload {
  @Override
  public String name() {
    return "loading";
  }

  @Override
  public String about() {
    return "loading 60,000 × 784 to packed shards in canonical order and in the files'";
  }

  @Override
  public List<Contender> contenders(Place place) {
    String configuration =
        Fashion.find().trainingConfiguration()
            + """
            model { layers = [128], loss = "softmax" }
            training { epochs = 0 }
            """;
    SparkSession session = Sparks.local();
    return List.of(
        loading("order = canonical", session, place, configuration),
        loading("order = source", session, place, configuration));
  }

  private static Contender loading(
      String setting, SparkSession session, Place place, String configuration) {
    return Contender.warm(
        setting,
        () ->
            Figures.of(
                "loadSeconds",
                new Training(session, place, configuration)
                    .set("data." + setting.replace(" ", ""))
                    .summary()
                    .get("loadSeconds")
                    .asDouble()));
  }

  @Override
  public List<Comparison> comparisons() {
    return List.of(
        Comparison.of(
            "loading 60,000×784",
            "order = canonical",
            "order = source",
            "loadSeconds",
            AT_MOST_TIMES,
            2));
  }
}
