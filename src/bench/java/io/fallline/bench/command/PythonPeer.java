package io.fallline.bench.command;

import io.fallline.bench.Contender;
import io.fallline.bench.Figures;
import io.fallline.bench.Place;
import io.fallline.bench.Skipped;
import io.fallline.bench.peer.Python;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** data_peers.py on the first Python that has what it takes. */
final class PythonPeer {
  private final Place place;
  private final String modules;
  private final String packages;

  /**
   * @param modules as import takes them
   * @param packages as pip takes them
   */
  PythonPeer(Place place, String modules, String packages) {
    this.place = place;
    this.modules = modules;
    this.packages = packages;
  }

  Contender contender(String name, String... arguments) {
    return Contender.process(name, () -> run(arguments));
  }

  Figures run(String... arguments) throws IOException {
    List<String> command = new ArrayList<>(List.of(python()));
    command.add(place.python("data_peers.py").toString());
    command.addAll(List.of(arguments));
    return Command.counted(ClockedProcess.run(place.runs(), Python.TWO_THREADS, command));
  }

  private String python() throws IOException {
    for (String python : Place.pythons()) {
      try {
        Python.run(python, "-c", "import " + modules);
        return python;
      } catch (Skipped | IOException lacking) {
        continue; // the next one may have them
      }
    }
    throw new Skipped(
        "no Python has "
            + modules
            + " (pip install "
            + packages
            + "; FALLLINE_BENCH_PYTHON names the Python)");
  }
}
