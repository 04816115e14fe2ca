package io.fallline.job.training;

import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fallline.configuration.ConfigurationFile;
import io.fallline.job.CommandResult;
import io.fallline.job.SilentConsole;
import io.fallline.testing.Campaign;
import io.fallline.testing.LocalSpark;
import io.fallline.testing.LongTrial;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The sample configurations without what was found by trying, learning rate, epochs and the
 * schedule that belongs to them, beside those that are there: held-out losses, medians of many
 * splits. Rule, batch size, penalties and scaling stay, as they say what is trained.
 */
@LongTrial
class UntunedCampaign {
  private static final int SPLITS = Campaign.rounds(20, 5);
  private static final double WANTED = 0.99;
  private static final Pattern RATE = Pattern.compile(",?\\s*learningRate *= *[0-9.eE+-]+");
  private static final Pattern EPOCHS = Pattern.compile("(?m)^ *epochs *= *[0-9]+.*$");
  private static final Pattern SCHEDULE = Pattern.compile("(?m)^schedule *\\{[^}]*\\}");
  private static final Pattern TEST = Pattern.compile("(?m)^ *test *=");

  @TempDir private Path runs;

  /** Not {@code retrain.conf}, which trains what {@code breast-cancer.conf} does. */
  static Stream<String> configurations() {
    return Stream.of("breast-cancer", "diabetes", "clicks", "digits", "iris", "wine", "fashion")
        .limit(Campaign.rounds(7, 2));
  }

  @ParameterizedTest
  @MethodSource("configurations")
  void aSampleConfigurationWithoutRateAndEpochsGetsAsFarAsTheTunedOne(String name)
      throws IOException {
    String tuned = Files.readString(Path.of("conf", name + ".conf"));
    assumeTrue(
        !name.equals("fashion") || Files.isDirectory(Path.of("/usr/share/datasets/fashion-mnist")),
        "Debian's dataset-fashion-mnist is not installed");
    double[] constants = new double[SPLITS];
    double[] with = new double[SPLITS];
    double[] without = new double[SPLITS];
    for (int split = 0; split < SPLITS; split++) {
      List<String> settings = settings(tuned, split);
      JsonNode best = train(tuned, settings);
      constants[split] = constantLoss(best);
      with[split] = best.at("/loss/test").asDouble();
      without[split] = train(untuned(tuned), settings).at("/loss/test").asDouble();
    }
    double share = (median(constants) - median(without)) / (median(constants) - median(with));
    String figures =
        String.format(
            Locale.ROOT,
            "untuned: %s: %.4f of the fall; constant %.6g, tuned %.6g, untuned %.6g",
            name,
            share,
            median(constants),
            median(with),
            median(without));
    Campaign.figure(figures);
    assertTrue(share >= WANTED, figures + " " + Arrays.toString(without));
  }

  /** Where the held-out rows are a file, only the seed differs. */
  private static List<String> settings(String configuration, int split) {
    List<String> settings =
        new ArrayList<>(List.of("data.splitSeed=" + split, "training.seed=" + split));
    if (!TEST.matcher(configuration).find()) {
      settings.add("data.test=0.2");
    }
    return settings;
  }

  private static String untuned(String tuned) {
    String text = EPOCHS.matcher(RATE.matcher(tuned).replaceFirst("")).replaceFirst("");
    return SCHEDULE.matcher(text).replaceFirst("");
  }

  /** The held-out loss of the constant that is best on the held-out rows. */
  private static double constantLoss(JsonNode summary) {
    JsonNode matrix = summary.at("/confusion/test");
    if (matrix.isMissingNode()) {
      return summary.at("/loss/test").asDouble() / (1 - summary.at("/metrics/test/r2").asDouble());
    }
    List<Double> classes = new ArrayList<>();
    for (JsonNode line : matrix) {
      double rows = 0;
      for (JsonNode cell : line) {
        rows += cell.asDouble();
      }
      classes.add(rows);
    }
    double all = classes.stream().mapToDouble(rows -> rows).sum();
    return classes.stream()
        .filter(rows -> rows > 0)
        .mapToDouble(rows -> -rows / all * Math.log(rows / all))
        .sum();
  }

  private JsonNode train(String configuration, List<String> settings) throws IOException {
    List<String> all = new ArrayList<>(settings);
    all.add("output.directory=" + runs);
    CommandResult result =
        Train.run(
            LocalSpark.session(),
            ConfigurationFile.parse("sample", configuration, all),
            new SilentConsole());
    return new ObjectMapper().readTree(result.json());
  }

  private static double median(double[] numbers) {
    double[] sorted = Arrays.stream(numbers).sorted().toArray();
    return (sorted[(sorted.length - 1) / 2] + sorted[sorted.length / 2]) / 2;
  }
}
