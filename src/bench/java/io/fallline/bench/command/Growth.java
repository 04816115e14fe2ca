package io.fallline.bench.command;

import static io.fallline.bench.Comparison.Kind.AT_MOST_TIMES;

import io.fallline.bench.Comparison;
import io.fallline.bench.Contender;
import io.fallline.bench.Figures;
import io.fallline.bench.Heading;
import io.fallline.bench.Place;
import io.fallline.bench.rows.NumberTable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Whole trainings by the number of columns, classes and files, which each grows tenfold twice. */
public final class Growth {
  private static final String ONE_FILE = "one file";
  private static final String MANY_FILES = "2,000 files of 100 rows";

  private Growth() {}

  public static List<CommandWork> all() {
    return List.of(
        new CommandWork(
            "growth",
            "trainings by the number of columns, of classes, of files",
            Heading.GROWTH,
            Growth::growing,
            List.of()),
        CommandWork.of(
            "files",
            "2,000 Parquet files of 100 rows beside the same rows in one",
            Growth::files,
            Comparison.of(
                "200,000 rows × 20 to a model",
                MANY_FILES,
                ONE_FILE,
                "seconds",
                AT_MOST_TIMES,
                1.5)));
  }

  private static List<Contender> growing(Place place, Command command) throws IOException {
    List<Size> columns = new ArrayList<>();
    List<Size> classes = new ArrayList<>();
    List<Size> files = new ArrayList<>();
    int most = (int) Math.max(2_000, place.rows(100_000)); // two classes at least
    for (int columnCount = most / 100; columnCount <= most; columnCount *= 10) {
      Path file =
          new NumberTable(20, columnCount, 2).csv(place.data("columns-" + columnCount + ".csv"));
      columns.add(size(command, columnCount, "csv", file, "logistic"));
    }
    for (int count = most / 1_000; count <= most / 10; count *= 10) {
      Path labels = new NumberTable(20_000, 20, count).csv(place.data("classes-" + count + ".csv"));
      classes.add(size(command, count, "csv", labels, "softmax"));
      Path directory =
          new NumberTable(10 * count, 20, 2).parquet(place.data("files-" + count), count);
      files.add(size(command, count, "parquet", directory, "logistic"));
    }
    return List.of(
        growth(command, "columns (csv, 20 rows)", columns),
        growth(command, "classes (csv, 20,000 × 20)", classes),
        growth(command, "Parquet files of 10 rows × 20", files));
  }

  /** A training over that many of something. */
  private record Size(int count, Path configuration) {}

  private static Size size(Command command, int count, String format, Path data, String loss)
      throws IOException {
    String name = data.getFileName().toString();
    return new Size(count, command.configuration(name, hocon(format, data, loss)));
  }

  private static String hocon(String format, Path data, String loss) {
    return """
        data { format = "%s", train = "%s", validation = 0 }
        model.loss = "%s"
        optimizer { rule = "adam", learningRate = 0.01 }
        training { batchSize = 500, epochs = 1 }
        """
        .formatted(format, data, loss);
  }

  /** Its figures have the numbers as names. */
  private static Contender growth(Command command, String name, List<Size> sizes) {
    return Contender.process(
        name,
        () -> {
          Figures figures = new Figures();
          for (Size size : sizes) {
            figures.put(
                String.valueOf(size.count),
                command.trained(size.configuration).numbers().get("seconds"));
          }
          return figures;
        });
  }

  private static List<Contender> files(Place place, Command command) throws IOException {
    int count = (int) place.rows(2_000);
    NumberTable table = new NumberTable(100 * count, 20, 2);
    Path one = table.parquet(place.data("one-file-" + count), 1);
    Path many = table.parquet(place.data("many-files-" + count), count);
    return List.of(contender(command, MANY_FILES, many), contender(command, ONE_FILE, one));
  }

  private static Contender contender(Command command, String name, Path data) throws IOException {
    Path configuration = size(command, 0, "parquet", data, "logistic").configuration;
    return Contender.process(name, () -> command.trained(configuration));
  }
}
