package io.fallline.bench.work;

import static io.fallline.bench.Comparison.Kind.AT_MOST_MORE;

import io.fallline.bench.Comparison;
import io.fallline.bench.Contender;
import io.fallline.bench.Figures;
import io.fallline.bench.Place;
import io.fallline.bench.Workload;
import io.fallline.bench.peer.Command;
import java.io.IOException;
import java.util.List;

/** How long a person waits for a small training. */
public final class DigitsCommand implements Workload {
  @Override
  public String name() {
    return "command";
  }

  @Override
  public String about() {
    return "local.sh train of conf/digits.conf, whole, beside a bare Spark session";
  }

  @Override
  public List<Contender> contenders(Place place) throws IOException {
    Command command = new Command(place);
    command.prepare();
    return List.of(
        Contender.process("bare Spark session", () -> wall(command.bareSession())),
        Contender.process(
            "local.sh train", () -> wall(command.train("digits.conf", "--master", "local[2]"))));
  }

  private static Figures wall(Command.Ended ended) {
    return Figures.of("wallSeconds", ended.seconds());
  }

  @Override
  public List<Comparison> comparisons() {
    return List.of(
        Comparison.of(
            "train on digits, whole command, seconds",
            "local.sh train",
            "bare Spark session",
            "wallSeconds",
            AT_MOST_MORE,
            3));
  }
}
