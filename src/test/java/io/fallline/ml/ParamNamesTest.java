package io.fallline.ml;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fallline.configuration.ConfigurationHelp;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.spark.ml.param.Params;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What estimators say names Params, and no keys of a configuration. */
class ParamNamesTest {
  private static final String SECTIONS =
      "data|model|optimizer|schedule|regularization|training|checkpoint";
  private static final Pattern KEY = Pattern.compile("\\b(" + SECTIONS + ")\\.[a-z]");

  /** Files and other commands, of which a message to an estimator's user cannot speak. */
  private static final Set<String> OF_FILES =
      Set.of(
          "data.format",
          "data.test",
          "data.ignore",
          "data.categorical",
          "data.hashed",
          "data.hashBits",
          "data.options",
          "data.maxLineBytes");

  @Test
  void everyKeyThatAnEstimatorHasBecomesAParam() {
    Params estimator = new MiniBatchClassifier();
    List<String> keys = new ArrayList<>(ConfigurationHelp.keys());
    keys.removeIf(key -> !KEY.matcher(key).find() || OF_FILES.contains(key));
    SettingTable.ALL.forEach(setting -> keys.add(setting.key()));
    for (String key : keys) {
      String said = ParamNames.in("c: " + key + " is wrong; set " + key + ".");
      assertFalse(KEY.matcher(said).find(), said);
    }
    for (SettingParam setting : SettingTable.ALL) {
      assertTrue(estimator.hasParam(ParamNames.in(setting.key())), setting::key);
      assertEquals(setting.name() + " = 1", ParamNames.in(setting.key() + " = 1"));
    }
  }

  /** Where messages for those who train stand; other rooms speak to those at a command line. */
  private static final List<String> ROOMS =
      List.of("configuration", "core", "data", "engine", "job", "model", "store");

  @Test
  void everyKeyInATextOfTheSourcesBecomesAParamOrIsOneOfFiles() throws IOException {
    Pattern text = Pattern.compile("\"((?:[^\"\\\\\\n]|\\\\.)*)\"");
    Pattern key = Pattern.compile("\\b(?:" + SECTIONS + ")(?:\\.[A-Za-z0-9]+)+");
    Set<String> left = new TreeSet<>();
    int seen = 0;
    for (String room : ROOMS) {
      try (Stream<Path> files = Files.walk(Path.of("src/main/java/io/fallline", room))) {
        for (Path file : files.filter(f -> f.toString().endsWith(".java")).toList()) {
          Matcher texts = text.matcher(Files.readString(file));
          while (texts.find()) {
            seen++;
            key.matcher(ParamNames.in(texts.group(1)))
                .results()
                .map(MatchResult::group)
                .forEach(left::add);
          }
        }
      }
    }
    assertTrue(seen > 2000, "texts: " + seen);
    left.removeIf(name -> OF_FILES.stream().anyMatch(name::startsWith));
    left.removeIf(name -> name.endsWith(".safetensors")); // files
    assertEquals(Set.of(), left);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "column \"data.label\" is empty | column \"data.label\" is empty",
        "models/model.intercept.bin | models/model.intercept.bin",
        "a/training.seed: no file | a/training.seed: no file",
        "training.classWeights.1 is -1.0 | classWeights[1] is -1.0",
        "expected a number above 0, or null | expected a number above 0, or not to be set",
        "model.safetensors is short | model.safetensors is short",
      })
  void onlyKeysAreReplaced(String text, String expected) {
    assertEquals(expected, ParamNames.in(text));
  }

  static Stream<Arguments> mistakes() {
    return Stream.of(
        mistake(c -> c.setRule("sgd").setBeta1(0.5), "beta1 is not a setting of sgd (it has none)"),
        mistake(
            c -> c.setRule("ftrl").setL1(0.1),
            "l1 is 0.1, expected 0 with the rule ftrl (it has a setting of its own: ruleL1)"),
        mistake(
            c -> c.setDropout(0.3), "dropout is 0.3, expected 0 where layers has no hidden layer"),
        mistake(
            c -> c.setEarlyStoppingPatience(3).setValidationFraction(0),
            "earlyStoppingMetric is loss, which needs validation data: expected validationFraction"
                + " above 0, or validationIndicatorCol"),
        mistake(
            c -> c.setSchedule("plateau").setValidationFraction(0),
            "schedule is plateau, which needs validation data: expected"
                + " validationFraction above 0, or validationIndicatorCol"),
        mistake(
            c -> c.setLayers(4, 4).setActivation("relu", "tanh", "relu"),
            "activation is [\"relu\",\"tanh\",\"relu\"], expected one, or a list of 2, one for each of"
                + " layers"),
        mistake(
            c -> c.setClassWeights(1, -1, 1),
            "classWeights[1] is -1.0, expected a weight of 0 or more"),
        mistake(
            c -> c.setWeightCol("label"),
            "weightCol names the column label, which is also labelCol; expected one role a column"));
  }

  private static Arguments mistake(Consumer<MiniBatchClassifier> mistake, String line) {
    return Arguments.of(line, mistake);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("mistakes")
  void whatDoesNotGoTogetherIsSaidInParams(String line, Consumer<MiniBatchClassifier> mistake) {
    MiniBatchClassifier classifier = new MiniBatchClassifier("c");
    mistake.accept(classifier);
    Dataset<Row> rows = Frames.of("iris");
    assertEquals(
        "c: " + line,
        assertThrows(IllegalArgumentException.class, () -> classifier.fit(rows)).getMessage());
  }

  @Test
  void aLossThatIsNotFiniteIsOneLineThatNamesParams() {
    MiniBatchRegressor regressor =
        new MiniBatchRegressor().setRule("sgd").setLearningRate(1e30).setEpochs(5);
    FitFailedException failed =
        assertThrows(FitFailedException.class, () -> regressor.fit(Frames.of("diabetes")));
    assertTrue(
        failed.getMessage().endsWith("lower learningRate, or set clipNorm"), failed::getMessage);
    assertEquals(1, failed.getMessage().lines().count());
    assertFalse(KEY.matcher(failed.getMessage()).find(), failed::getMessage);
  }

  @Test
  void warningsOfASummaryNameParams() {
    MiniBatchTrainingSummary summary =
        new MiniBatchRegressor()
            .setRule("sgd")
            .setLearningRate(1.05)
            .setFullBatch(true)
            .setEpochs(3)
            .fit(Frames.of("diabetes"))
            .summary();
    assertFalse(summary.warnings().isEmpty());
    for (String warning : summary.warnings()) {
      assertFalse(KEY.matcher(warning).find() || warning.contains("find-rate"), warning);
    }
    assertFalse(KEY.matcher(summary.toJson()).find(), summary::toJson);
  }
}
