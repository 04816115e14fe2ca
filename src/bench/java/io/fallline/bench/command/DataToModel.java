package io.fallline.bench.command;

import static io.fallline.bench.Comparison.Kind.AT_MOST_MORE;
import static io.fallline.bench.Comparison.Kind.TIMES_CHEAPER;

import io.fallline.bench.Comparison;
import io.fallline.bench.Contender;
import io.fallline.bench.Place;
import io.fallline.bench.peer.ClickRows;
import io.fallline.bench.peer.Fashion;
import io.fallline.bench.rows.CensusFile;
import io.fallline.bench.rows.NumberTable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** From files to a model: {@code local.sh train} beside what a person would take instead. */
public final class DataToModel {
  static final String FALLLINE = "Fallline train";
  static final String BARE = "bare Spark session and one count";
  private static final String SPARK_ML = "spark.ml L-BFGS, 20 iterations, from session to model";
  private static final String SPARK_SORT = "Spark's hash, range and sort of the same columns";
  private static final String VOWPAL_WABBIT = "Vowpal Wabbit, one pass, without Python's imports";
  private static final int COLUMNS = 50;

  private DataToModel() {}

  public static List<CommandWork> all() {
    return List.of(
        CommandWork.of(
            "data-numbers",
            "1,000,000 × 50 numbers, 8 Parquet files, logistic regression, one epoch",
            DataToModel::numbers,
            Comparison.of("10⁶ × 50 to a model", FALLLINE, SPARK_ML, "seconds", TIMES_CHEAPER, 4),
            Comparison.of(
                "loading 10⁶ × 50", FALLLINE, SPARK_SORT, "loadSeconds", TIMES_CHEAPER, 4),
            beyondSession("10⁶ × 50 to a model", "processorSeconds", Double.NaN)),
        CommandWork.of(
            "data-clicks",
            "200,000 clicks of libsvm, 2^20 columns, logistic regression, one epoch",
            DataToModel::clicks,
            beyondSession("clicks to a model", "seconds", 2),
            beyondSession("clicks to a model", "processorSeconds", Double.NaN),
            Comparison.of("clicks to a model", FALLLINE, SPARK_ML, "seconds", TIMES_CHEAPER, 3)),
        CommandWork.of(
            "data-census",
            "23,500 × 12 of a messy csv, logistic regression, ten epochs",
            DataToModel::census,
            beyondSession("census to a model", "processorSeconds", Double.NaN)),
        CommandWork.of(
            "data-pictures",
            "60,000 × 784 pictures of idx, softmax regression, one epoch",
            DataToModel::pictures,
            beyondSession("60,000 × 784 to a model", "processorSeconds", Double.NaN)),
        CommandWork.of(
            "data-wide",
            "200 × 20,000 of csv, logistic regression, five epochs",
            DataToModel::wide,
            beyondSession("200 × 20,000 to a model", "seconds", 6)),
        CommandWork.of(
            "data-digits",
            "1,797 digits of csv, conf/digits.conf",
            DataToModel::digits,
            beyondSession("digits to a model", "seconds", 0)));
  }

  private static Comparison beyondSession(String work, String figure, double wanted) {
    return Comparison.of(work, FALLLINE, BARE, figure, AT_MOST_MORE, wanted);
  }

  static Contender bare(Command command) {
    return Contender.process(BARE, () -> command.spark("session"));
  }

  private static Contender fallline(Command command, String name, String hocon) throws IOException {
    Path configuration = command.configuration(name, hocon);
    return Contender.process(FALLLINE, () -> command.trained(configuration));
  }

  /** The rows of {@code data-numbers}. */
  static Path table(Place place) throws IOException {
    int rows = (int) place.rows(1_000_000);
    return new NumberTable(rows, COLUMNS, 2).parquet(place.data("numbers-" + rows), 8);
  }

  static String tableConfiguration(Path table) {
    return """
        data { format = "parquet", train = "%s", validation = 0 }
        model.loss = "logistic"
        optimizer { rule = "sgd", learningRate = 1.0 }
        training { batchSize = 2000, epochs = 1 }
        """
        .formatted(table);
  }

  private static List<Contender> numbers(Place place, Command command) throws IOException {
    String table = table(place).toString();
    PythonPeer python = new PythonPeer(place, "pyarrow, sklearn", "pyarrow scikit-learn");
    return List.of(
        fallline(command, "data-numbers", tableConfiguration(Path.of(table))),
        Contender.process(SPARK_ML, () -> command.spark("fit-numbers", table)),
        Contender.process(SPARK_SORT, () -> command.spark("sort", table)),
        python.contender("pyarrow and scikit-learn L-BFGS, float32, no imports", "numbers", table),
        bare(command));
  }

  private static List<Contender> clicks(Place place, Command command) throws IOException {
    ClickRows rows = ClickRows.of(place, place.rows(200_000));
    PythonPeer python = new PythonPeer(place, "vowpalwabbit, sklearn", "vowpalwabbit scikit-learn");
    String train = rows.train().toString();
    String test = rows.test().toString();
    return List.of(
        fallline(
            command,
            "data-clicks",
            rows.configuration()
                + """
                model.loss = "logistic"
                optimizer { rule = "adagrad", learningRate = 0.1 }
                training { batchSize = 500, epochs = 1 }
                data.validation = 0
                """),
        Contender.process(
            SPARK_ML, () -> command.spark("fit-clicks", train, String.valueOf(ClickRows.FEATURES))),
        python.contender(VOWPAL_WABBIT, "clicks", train, test),
        bare(command));
  }

  private static List<Contender> census(Place place, Command command) throws IOException {
    int rows = (int) place.rows(23_500);
    Path file = CensusFile.of(place.data("census-" + rows + ".csv"), rows);
    PythonPeer python = new PythonPeer(place, "pandas, sklearn", "pandas scikit-learn");
    return List.of(
        fallline(
            command,
            "data-census",
            """
            data {
              train = "%s", label = "income", ignore = ["id", "name", "fnlwgt"], test = 0.2
              categorical = ["workclass", "education", "occupation", "country"], missing = "mean"
              options {
                ignoreLeadingWhiteSpace = true, ignoreTrailingWhiteSpace = true, nullValue = "?"
              }
            }
            model.loss = "logistic"
            optimizer { rule = "adam", learningRate = 0.01 }
            training { batchSize = 256, epochs = 10 }
            """
                .formatted(file)),
        python.contender("pandas and scikit-learn, no imports", "census", file.toString()),
        bare(command));
  }

  private static List<Contender> pictures(Place place, Command command) throws IOException {
    return List.of(
        fallline(
            command,
            "data-pictures",
            Fashion.find().trainingConfiguration()
                + """
                model.loss = "softmax"
                optimizer { rule = "adam", learningRate = 0.003 }
                training { batchSize = 128, epochs = 1 }
                data.validation = 0
                """),
        bare(command));
  }

  private static List<Contender> wide(Place place, Command command) throws IOException {
    int rows = (int) place.rows(200);
    Path file = new NumberTable(rows, 20_000, 2).csv(place.data("wide-" + rows + ".csv"));
    PythonPeer python = new PythonPeer(place, "numpy, sklearn", "numpy scikit-learn");
    return List.of(
        fallline(
            command,
            "data-wide",
            """
            data { train = "%s", validation = 0 }
            model.loss = "logistic"
            optimizer { rule = "adam", learningRate = 0.01 }
            training { batchSize = 32, epochs = 5 }
            """
                .formatted(file)),
        python.contender(
            "numpy.loadtxt and scikit-learn, float32, no imports", "wide", file.toString()),
        bare(command));
  }

  private static List<Contender> digits(Place place, Command command) {
    Path configuration = place.home().resolve("conf/digits.conf");
    return List.of(
        Contender.process(FALLLINE, () -> command.trained(configuration)), bare(command));
  }
}
