package io.fallline.bench.command;

import io.fallline.bench.Comparison;
import io.fallline.bench.Contender;
import io.fallline.bench.Heading;
import io.fallline.bench.Place;
import io.fallline.bench.Workload;
import java.io.IOException;
import java.util.List;

/**
 * Whole commands over the same files, each a process of its own; the first contender is the one
 * that others stand beside.
 */
public record CommandWork(
    String name,
    String about,
    Heading heading,
    Preparation preparation,
    List<Comparison> comparisons)
    implements Workload {

  /** Writes the files, and says who runs over them. */
  interface Preparation {
    List<Contender> contenders(Place place, Command command) throws IOException;
  }

  static CommandWork of(
      String name, String about, Preparation preparation, Comparison... comparisons) {
    return new CommandWork(name, about, Heading.COMMANDS, preparation, List.of(comparisons));
  }

  @Override
  public List<Contender> contenders(Place place) throws IOException {
    Command command = new Command(place);
    command.prepare();
    return preparation.contenders(place, command);
  }
}
