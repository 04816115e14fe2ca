package io.fallline.bench.untuned;

import io.fallline.bench.Place;
import io.fallline.bench.Skipped;
import io.fallline.bench.peer.Sparks;
import io.fallline.core.failure.Failure;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.core.config.Configurator;
import org.apache.spark.sql.SparkSession;

/**
 * What a user gets who sets nothing but data and loss: {@code bench.sh --untuned [--set KEY=VALUE]…
 * [PART…] [TABLE…]}.
 */
public final class Untuned {
  private static final String USAGE =
      "bench.sh --untuned [--set KEY=VALUE]… [grid|tables|optima|cost]… [TABLE…]";

  /** A part of the measurement: what it is, and a table of what it found. */
  interface Part {
    /**
     * @param names of tables or configurations; empty for all
     */
    String measure(List<String> names) throws IOException;
  }

  private Untuned() {}

  /** Those that a part has and the command line names; all that it has where none is named. */
  static List<String> chosen(List<String> own, List<String> named) {
    return named.isEmpty() ? own : own.stream().filter(named::contains).toList();
  }

  public static void main(String[] arguments) throws IOException {
    Configurator.setRootLevel(Level.OFF); // Spark's log is no part of the figures
    System.exit(run(arguments));
  }

  private static int run(String[] arguments) throws IOException {
    List<String> settings = new ArrayList<>();
    List<String> words = new ArrayList<>();
    for (int i = 0; i < arguments.length; i++) {
      if (arguments[i].equals("--set") && i + 1 < arguments.length) {
        settings.add(arguments[++i]);
      } else if (arguments[i].startsWith("-")) {
        System.err.println("bench.sh: " + arguments[i] + " is not an option: " + USAGE);
        return 64;
      } else {
        words.add(arguments[i]);
      }
    }
    String home = System.getenv("FALLLINE_HOME");
    if (home == null) {
      System.err.println("FALLLINE_HOME is not set; start submit-scripts/bench.sh");
      return 64;
    }
    try {
      measure(new Place(Path.of(home), 0, settings), words);
      return 0;
    } catch (Skipped missing) {
      System.err.println("bench.sh: " + missing.getMessage());
      return 78;
    } catch (Failure failed) {
      System.err.println("bench.sh: " + failed.getMessage());
      return 70;
    }
  }

  private static void measure(Place place, List<String> words) throws IOException {
    Map<String, Part> parts;
    // steps of such models are too short to be shared between threads, and take the same bits
    try (SparkSession session = Sparks.local(1)) {
      Tables tables = Tables.of(place);
      Trial trial = new Trial(session, place);
      parts = new LinkedHashMap<>();
      parts.put("grid", new GridPart(tables, new Grid(session, place)));
      parts.put("tables", new TablesPart(tables, trial));
      parts.put("optima", new OptimaPart(tables, trial));
      parts.put("cost", new CostPart(tables, trial));
      List<String> names = words.stream().filter(word -> !parts.containsKey(word)).toList();
      List<String> chosen = words.stream().filter(parts::containsKey).toList();
      for (String part : chosen.isEmpty() ? List.of("tables", "optima", "cost") : chosen) {
        System.out.println(parts.get(part).measure(names));
      }
    }
  }
}
