package io.fallline.ml;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Enumeration;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.spark.ml.classification.LogisticRegression;
import org.apache.spark.ml.param.Param;
import org.apache.spark.ml.param.Params;
import org.apache.spark.ml.param.shared.HasWeightCol;
import org.apache.spark.sql.functions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Spark's stages ask whether an estimator has one of Spark's traits, not whether it has a Param.
 */
class SharedTraitsTest {
  static Stream<Params> stages() {
    MiniBatchClassifier classifier = new MiniBatchClassifier().setEpochs(0);
    MiniBatchRegressor regressor = new MiniBatchRegressor().setEpochs(0);
    return Stream.of(
        classifier,
        regressor,
        classifier.fit(Frames.of("iris")),
        regressor.fit(Frames.of("diabetes")));
  }

  /** All traits of the package, from the jar that has them. */
  private static List<Class<?>> traits() throws Exception {
    List<Class<?>> traits = new ArrayList<>();
    String folder = HasWeightCol.class.getPackageName().replace('.', '/') + "/";
    try (JarFile jar = new JarFile(jarOf(HasWeightCol.class).toFile())) {
      for (Enumeration<JarEntry> entries = jar.entries(); entries.hasMoreElements(); ) {
        String name = entries.nextElement().getName();
        if (name.startsWith(folder + "Has") && name.endsWith(".class") && !name.contains("$")) {
          traits.add(
              Class.forName(
                  name.replace('/', '.').substring(0, name.length() - ".class".length())));
        }
      }
    }
    return traits;
  }

  private static Path jarOf(Class<?> type) throws URISyntaxException {
    return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI());
  }

  /** The Params that a trait brings. */
  private static Set<String> paramsOf(Class<?> trait) {
    return Arrays.stream(trait.getDeclaredMethods())
        .filter(method -> Modifier.isAbstract(method.getModifiers()))
        .filter(method -> method.getParameterCount() == 0)
        .filter(method -> Param.class.isAssignableFrom(method.getReturnType()))
        .map(Method::getName)
        .collect(Collectors.toSet());
  }

  private static Set<String> named(Params stage, boolean asTraits) throws Exception {
    Set<String> found = new TreeSet<>();
    for (Class<?> trait : traits()) {
      boolean has =
          asTraits ? trait.isInstance(stage) : paramsOf(trait).stream().anyMatch(stage::hasParam);
      if (has) {
        found.add(trait.getSimpleName());
      }
    }
    return found;
  }

  @ParameterizedTest
  @MethodSource("stages")
  void aStageHasEveryTraitOfSparkWhoseParamItHas(Params stage) throws Exception {
    assertEquals(named(stage, false), named(stage, true));
    Set<String> every =
        new TreeSet<>(
            Set.of(
                "HasFeaturesCol",
                "HasLabelCol",
                "HasLoss",
                "HasPredictionCol",
                "HasSeed",
                "HasValidationIndicatorCol",
                "HasWeightCol"));
    if (stage instanceof MiniBatchClassifier || stage instanceof MiniBatchClassificationModel) {
      every.addAll(Set.of("HasProbabilityCol", "HasRawPredictionCol", "HasThresholds"));
    }
    assertEquals(every, named(stage, true));
  }

  @Test
  void theTraitsOfSparksOwnAreFoundSo() throws Exception {
    assertTrue(traits().size() > 30, () -> "found " + traitsOrWhy());
    LogisticRegression theirs = new LogisticRegression();
    assertEquals(named(theirs, false), named(theirs, true));
  }

  private static String traitsOrWhy() {
    try {
      return traits().toString();
    } catch (Exception why) {
      return why.toString();
    }
  }

  /** As Spark's own ParamsSuite holds its stages to. */
  @ParameterizedTest
  @MethodSource("stages")
  void paramsStandInOrderOnceEachAndBelongToTheStage(Params stage) {
    List<String> names = Arrays.stream(stage.params()).map(Param::name).toList();
    assertEquals(List.copyOf(new TreeSet<>(names)), names);
    for (Param<?> param : stage.params()) {
      assertEquals(stage.uid(), param.parent(), param::name);
      assertEquals(param, stage.getParam(param.name()));
    }
  }

  @Test
  void whatAnEstimatorWasGivenItsModelKeeps() {
    MiniBatchClassifier classifier =
        new MiniBatchClassifier().setEpochs(0).setSeed(7).setLoss("softmax").setWeightCol("w");
    MiniBatchClassificationModel model =
        classifier.fit(Frames.of("iris").withColumn("w", functions.lit(2)));
    assertEquals(7, model.getSeed());
    assertEquals("softmax", model.getLoss());
    assertEquals("w", model.getWeightCol());
    assertEquals(42, new MiniBatchRegressor().getSeed(), "the configuration's default");
    assertEquals("mse", new MiniBatchRegressor().getLoss());
  }
}
