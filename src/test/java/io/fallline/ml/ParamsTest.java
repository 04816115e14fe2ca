package io.fallline.ml;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fallline.configuration.ConfigurationHelp;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.apache.spark.ml.param.DoubleParam;
import org.apache.spark.ml.param.Param;
import org.apache.spark.ml.param.ParamMap;
import org.apache.spark.ml.param.Params;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** One Param a setting, one default a setting. */
class ParamsTest {
  /** Settings that say where rows come from, columns, what Spark has Params for, and other jobs. */
  private static final Set<String> ELSEWHERE =
      Set.of(
          "name",
          "data.format",
          "data.train",
          "data.test",
          "data.label",
          "data.weight",
          "data.offset",
          "data.features",
          "data.ignore",
          "data.categorical",
          "data.hashed",
          "data.hashBits",
          "data.options",
          "data.maxLineBytes",
          "model.loss",
          "model.initial",
          "training.classWeights",
          "output.directory",
          "output.mlflow.tracking",
          "output.mlflow.experiment");

  static Stream<Params> estimators() {
    return Stream.of(new MiniBatchClassifier(), new MiniBatchRegressor());
  }

  @Test
  void everySettingOfAConfigurationIsAParam() {
    Set<String> missing = new TreeSet<>(ConfigurationHelp.keys());
    missing.removeIf(key -> key.startsWith("retrain."));
    missing.removeAll(ELSEWHERE);
    SettingTable.ALL.forEach(setting -> missing.remove(setting.key()));
    assertEquals(Set.of(), missing);
  }

  @Test
  void everySettingOfARuleAScheduleOrALossIsAParam() {
    Set<String> missing = new TreeSet<>();
    for (String kind : List.of("optimizer.rule", "schedule.type", "model.loss")) {
      String section = kind.substring(0, kind.indexOf('.'));
      ConfigurationHelp.settingsOfComponents(kind)
          .keySet()
          .forEach(name -> missing.add(section + "." + name));
    }
    SettingTable.ALL.forEach(setting -> missing.remove(setting.key()));
    assertEquals(Set.of(), missing);
  }

  @ParameterizedTest
  @MethodSource("estimators")
  void sparkFindsEveryParamAndEachHasAGetterAndASetterThatReturnsTheEstimator(Params estimator) {
    Set<String> found = new TreeSet<>();
    Arrays.stream(estimator.params()).map(Param::name).forEach(found::add);
    SettingTable.ALL.forEach(setting -> assertTrue(found.contains(setting.name()), setting::name));
    for (String name : found) {
      String title = Character.toUpperCase(name.charAt(0)) + name.substring(1);
      Method setter =
          Arrays.stream(estimator.getClass().getMethods())
              .filter(method -> method.getName().equals("set" + title) && !method.isBridge())
              .findFirst()
              .orElseThrow(() -> new AssertionError("no set" + title));
      assertTrue(
          setter.getReturnType().isInstance(estimator) || setter.getReturnType() == Object.class,
          setter::toString);
      assertTrue(
          Arrays.stream(estimator.getClass().getMethods())
              .anyMatch(method -> method.getName().equals("get" + title)),
          "no get" + title);
    }
  }

  @ParameterizedTest
  @MethodSource("estimators")
  void everyParamOfASettingSaysWhatItIsFor(Params estimator) {
    for (SettingParam setting : SettingTable.ALL) {
      String doc = estimator.getParam(setting.name()).doc();
      assertTrue(doc.startsWith(setting.key() + ": "), doc);
      assertTrue(doc.length() > setting.key().length() + 8, doc);
    }
  }

  @ParameterizedTest
  @MethodSource("estimators")
  void defaultsAreThoseOfTheConfiguration(Params estimator) {
    assertFalse(estimator.isDefined(estimator.getParam("learningRate")), "auto");
    assertFalse(estimator.isDefined(estimator.getParam("epochs")), "auto");
    assertEquals(256, estimator.getOrDefault(estimator.getParam("batchSize")));
    assertEquals(42L, estimator.getOrDefault(estimator.getParam("seed")));
    assertArrayEquals(
        new String[] {"relu"}, (String[]) estimator.getOrDefault(estimator.getParam("activation")));
    assertFalse(estimator.isDefined(estimator.getParam("beta1")), "the rule has its own");
    assertFalse(estimator.isDefined(estimator.getParam("clipNorm")), "null in a configuration");
  }

  @Test
  void aCopyHasTheUidAndAllThatWasSetAndWhatIsGivenOverIt() {
    MiniBatchClassifier classifier =
        new MiniBatchClassifier("mine").setLayers(3, 4).setBeta1(0.8).setLabelCol("y");
    ParamMap extra = new ParamMap().put(classifier.learningRate().w(0.5));
    MiniBatchClassifier copy = classifier.copy(extra);
    assertEquals("mine", copy.uid());
    assertEquals(0.5, copy.getLearningRate());
    assertEquals(0.8, copy.getBeta1());
    assertEquals("y", copy.getLabelCol());
    assertArrayEquals(new int[] {3, 4}, copy.getLayers());
    assertEquals("mine", copy.labelCol().parent());
    assertFalse(classifier.isSet(classifier.learningRate()), "the original");
  }

  /** A value that is wrong for each, and what is expected of it; flags and free texts have none. */
  private static final Map<String, Object> WRONG = new HashMap<>();

  static {
    for (SettingParam setting : SettingTable.ALL) {
      switch (setting.kind()) {
        case NUMBER -> WRONG.put(setting.name(), Double.NaN);
        case WHOLE -> WRONG.put(setting.name(), -1);
        case WIDE -> WRONG.put(setting.name(), -1L);
        case TEXT -> WRONG.put(setting.name(), "nonsense");
        case TEXTS -> WRONG.put(setting.name(), new String[] {"nonsense"});
        case WHOLES -> WRONG.put(setting.name(), new int[] {0});
        default -> {}
      }
    }
    // seeds may be any, and names of columns and directories too
    WRONG.keySet().removeAll(List.of("seed", "splitSeed", "splitByCol", "checkpointDirectory"));
  }

  static Stream<Arguments> wrongValues() {
    return WRONG.keySet().stream()
        .sorted()
        .flatMap(name -> estimators().map(estimator -> Arguments.of(name, estimator)));
  }

  @ParameterizedTest
  @MethodSource("wrongValues")
  void aValueIsLookedAtWhenItIsSet(String name, Params estimator) {
    IllegalArgumentException refused =
        assertThrows(IllegalArgumentException.class, () -> estimator.set(name, WRONG.get(name)));
    String line = refused.getMessage();
    assertTrue(line.startsWith(estimator.uid() + ": " + name + " is "), line);
    assertTrue(line.contains(", expected "), line);
    assertEquals(1, line.lines().count(), line);
    assertFalse(line.contains(SettingTable.named(name).key()), line);
    assertFalse(estimator.isSet(estimator.getParam(name)));
  }

  @Test
  void aParamMapACopyAndALoadedStageAreLookedAtToo() {
    MiniBatchClassifier classifier = new MiniBatchClassifier("c");
    String line = "c: learningRate is -1.0, expected a number above 0, or auto";
    for (Executable setting :
        List.<Executable>of(
            () -> classifier.setLearningRate(-1),
            () -> classifier.learningRate().w(-1.0),
            () -> new ParamMap().put(classifier.learningRate().w(-1.0)),
            () ->
                classifier.copy(
                    new ParamMap().put(new DoubleParam("c", "learningRate", "").w(-1.0))))) {
      assertEquals(line, assertThrows(IllegalArgumentException.class, setting).getMessage());
    }
  }

  @Test
  void whatIsRightWithOthersMayBeSetBeforeThem() {
    MiniBatchClassifier classifier =
        new MiniBatchClassifier()
            .setDropout(0.2)
            .setActivation("tanh", "relu")
            .setEarlyStoppingMetric("accuracy")
            .setSchedule("plateau")
            .setMomentum(0.9)
            .setRule("momentum");
    assertEquals(0.9, classifier.getMomentum());
    assertThrows(IllegalArgumentException.class, () -> classifier.setEarlyStoppingMetric("rmse"));
    new MiniBatchRegressor().setEarlyStoppingMetric("rmse").setTau(0.9).setLoss("quantile");
  }

  @Test
  void whatDoesNotGoTogetherIsRefusedByFit() {
    IllegalArgumentException notItsOwn =
        assertThrows(
            IllegalArgumentException.class,
            () -> new MiniBatchClassifier("c").setRule("sgd").setBeta1(0.5).fit(Frames.of("iris")));
    assertEquals("c: beta1 is not a setting of sgd (it has none)", notItsOwn.getMessage());
  }
}
