package io.fallline.bench.work;

import static io.fallline.bench.Comparison.Kind.AT_MOST_TIMES;

import com.fasterxml.jackson.databind.JsonNode;
import io.fallline.bench.Comparison;
import io.fallline.bench.Contender;
import io.fallline.bench.Figures;
import io.fallline.bench.Place;
import io.fallline.bench.Workload;
import io.fallline.bench.command.Command;
import io.fallline.bench.peer.Fashion;
import io.fallline.bench.peer.History;
import java.io.IOException;
import java.util.List;

/** A fresh JVM's first epoch, in which it still compiles, beside its third. */
public final class ColdEpochs implements Workload {
  @Override
  public String name() {
    return "cold";
  }

  @Override
  public String about() {
    return "the first epoch of a fresh JVM beside its third, conf/fashion.conf";
  }

  @Override
  public List<Contender> contenders(Place place) throws IOException {
    Fashion.find();
    new Command(place).prepare();
    return List.of(Contender.process("Fallline", () -> epochs(place)));
  }

  private static Figures epochs(Place place) throws IOException {
    JsonNode summary =
        new Command(place)
            .train("fashion.conf", "--set", "training.epochs=3", "--set", "data.test=0.0");
    double rows = summary.get("rows").asDouble();
    double[] rates =
        History.samplesPerSecond(
            place.runs().resolve("fashion").resolve(summary.get("runId").asText()), summary);
    return Figures.of("firstSeconds", rows / rates[0])
        .put("secondSeconds", rows / rates[1])
        .put("thirdSeconds", rows / rates[2]);
  }

  @Override
  public List<Comparison> comparisons() {
    return List.of(
        new Comparison(
            "784-128-10, batch 128, the first epoch of a fresh JVM",
            "Fallline",
            "firstSeconds",
            "Fallline",
            "thirdSeconds",
            AT_MOST_TIMES,
            2));
  }
}
