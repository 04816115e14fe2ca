package io.fallline.bench.command;

import static io.fallline.bench.Comparison.Kind.AT_MOST_MORE;
import static io.fallline.bench.Comparison.Kind.AT_MOST_TIMES;

import io.fallline.bench.Comparison;
import io.fallline.bench.Contender;
import io.fallline.bench.Figures;
import io.fallline.bench.Place;
import io.fallline.bench.rows.NumberTable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** {@code local.sh predict} with a model of 50 columns, of few rows and of many. */
public final class Predictions {
  private static final String FALLLINE = "Fallline predict";
  private static final String COPY = "Spark, reading and writing the rows";

  private Predictions() {}

  public static List<CommandWork> all() {
    return List.of(
        CommandWork.of(
            "predict-few",
            "predictions for 1,000 rows of 50 columns",
            Predictions::few,
            Comparison.of(
                "predict, 1,000 rows", FALLLINE, DataToModel.BARE, "seconds", AT_MOST_MORE, 1)),
        CommandWork.of(
            "predict-many",
            "predictions for 1,000,000 rows of 50 columns",
            Predictions::many,
            Comparison.of("predict, 10⁶ × 50", FALLLINE, COPY, "seconds", AT_MOST_TIMES, 1.5)));
  }

  private static List<Contender> few(Place place, Command command) throws IOException {
    Path rows = new NumberTable(1_000, 50, 2).parquet(place.data("numbers-few"), 1);
    return List.of(predict(place, command, rows), DataToModel.bare(command));
  }

  private static List<Contender> many(Place place, Command command) throws IOException {
    Path rows = DataToModel.table(place);
    return List.of(
        predict(place, command, rows),
        Contender.process(
            COPY, () -> command.spark("copy", rows.toString(), output(place).toString())));
  }

  private static Contender predict(Place place, Command command, Path rows) throws IOException {
    Path small = new NumberTable(1_000, 50, 2).parquet(place.data("numbers-few"), 1);
    Path configuration = command.configuration("predict", DataToModel.tableConfiguration(small));
    String model = command.model(configuration);
    return Contender.process(FALLLINE, () -> predicted(place, command, model, rows));
  }

  private static Figures predicted(Place place, Command command, String model, Path rows)
      throws IOException {
    String output = output(place).toString();
    return command
        .local("predict", List.of("--model", model, "--data", rows.toString(), "--output", output))
        .figures();
  }

  /** A directory that is not there yet. */
  private static Path output(Place place) throws IOException {
    return Files.createTempDirectory(place.runs(), "written").resolve("rows");
  }
}
