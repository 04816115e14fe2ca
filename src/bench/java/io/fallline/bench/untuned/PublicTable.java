package io.fallline.bench.untuned;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * A table that {@code tables.py} has written.
 *
 * @param directory of its splits, 0 to {@link #SPLITS} − 1
 * @param categorical columns of texts and codes
 */
record PublicTable(
    Path directory, String name, String loss, String label, List<String> categorical, long rows) {
  static final int SPLITS = 5;

  private static final ObjectMapper JSON = new ObjectMapper();

  static PublicTable read(Path directory) throws IOException {
    JsonNode json = JSON.readTree(directory.resolve("table.json").toFile());
    List<String> categorical = new ArrayList<>();
    json.get("categorical").forEach(column -> categorical.add(column.asText()));
    return new PublicTable(
        directory,
        json.get("name").asText(),
        json.get("loss").asText(),
        json.get("label").asText(),
        categorical,
        json.get("rows").asLong());
  }

  /** What a user writes who knows the data and nothing else, with rows held out. */
  String configuration(int split) throws IOException {
    Path rows = directory.resolve(String.valueOf(split));
    return String.format(
        Locale.ROOT,
        """
        name = "untuned"
        data {
          train = %s
          test = %s
          label = %s
          categorical = %s
        }
        model { loss = "%s" }
        """,
        quoted(rows.resolve("train.csv").toString()),
        quoted(rows.resolve("test.csv").toString()),
        quoted(label),
        JSON.writeValueAsString(categorical),
        loss);
  }

  private static String quoted(String text) throws IOException {
    return JSON.writeValueAsString(text);
  }
}
