package io.fallline.bench.peer;

import io.fallline.bench.Place;
import io.fallline.bench.Skipped;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/** Rows like a log of clicks, in libsvm, as click_rows.py draws them. */
public record ClickRows(Path train, Path test) {
  public static final int FEATURES = 1 << 20;

  /** Writes the files unless they are there. */
  public static ClickRows of(Place place, long rows) throws IOException {
    ClickRows clicks =
        new ClickRows(
            place.data("clicks-" + rows + ".libsvm"),
            place.data("clicks-test-" + rows + ".libsvm"));
    write(place, clicks.train, rows, 1);
    write(place, clicks.test, Math.max(1, rows / 10), 2);
    return clicks;
  }

  private static void write(Place place, Path file, long rows, int seed) throws IOException {
    if (Files.exists(file)) {
      return;
    }
    String script = place.python("click_rows.py").toString();
    StringBuilder reasons = new StringBuilder();
    for (String python : Place.pythons()) {
      try {
        Python.run(python, script, file.toString(), String.valueOf(rows), String.valueOf(seed));
        return;
      } catch (Skipped | IOException failed) {
        reasons.append(' ').append(failed.getMessage());
      }
    }
    throw new Skipped("no Python with numpy (Debian's package python3-numpy):" + reasons);
  }

  /** As spark.ml takes them, in memory. */
  public Dataset<Row> read(SparkSession session, Path file) {
    Dataset<Row> rows =
        session
            .read()
            .format("libsvm")
            .option("numFeatures", String.valueOf(FEATURES))
            .load(file.toString())
            .cache();
    rows.count();
    return rows;
  }

  public String configuration() {
    return """
        data {
          format = "libsvm", train = "%s", test = "%s", options { numFeatures = %d }, scaling = "none"
        }
        """
        .formatted(train, test, FEATURES);
  }
}
