package io.fallline.bench.peer;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fallline.bench.Contender;
import io.fallline.bench.Figures;
import io.fallline.bench.Place;
import io.fallline.bench.Skipped;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Function;

/** PyTorch, in a process of its own and on two threads, once for each Python that may have it. */
public final class Torch {
  private static final ObjectMapper JSON = new ObjectMapper();

  private Torch() {}

  /**
   * @param arguments of torch_peer.py, which prints one line of JSON
   * @param figures what of that line counts
   */
  public static List<Contender> contenders(
      Place place, List<String> arguments, Function<JsonNode, Figures> figures) {
    List<Contender> contenders = new ArrayList<>();
    for (String python : Place.pythons()) {
      contenders.add(contender(place, python, arguments, figures));
    }
    return contenders;
  }

  private static Contender contender(
      Place place, String python, List<String> arguments, Function<JsonNode, Figures> figures) {
    String version;
    try {
      version = Python.run(python, "-c", "import torch; print(torch.__version__)").strip();
    } catch (Skipped | IOException missing) {
      return Contender.process(
          "PyTorch of " + python,
          () -> {
            throw new Skipped(
                python
                    + " has no torch (Debian's package python3-torch; or name another Python in"
                    + " FALLLINE_BENCH_PYTHON)");
          });
    }
    List<String> command = new ArrayList<>(List.of(place.python("torch_peer.py").toString()));
    command.addAll(arguments);
    Callable<Figures> run =
        () -> figures.apply(JSON.readTree(Python.run(python, command.toArray(String[]::new))));
    return Contender.process("PyTorch " + version, run);
  }

  /** Rows per second of each epoch of such a line. */
  public static double[] samplesPerSecond(JsonNode line) {
    double rows = line.get("rows").asDouble();
    JsonNode seconds = line.get("epochSeconds");
    double[] rates = new double[seconds.size()];
    for (int epoch = 0; epoch < rates.length; epoch++) {
      rates[epoch] = rows / seconds.get(epoch).asDouble();
    }
    return rates;
  }
}
