package io.fallline.configuration;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigObject;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ResolvedConfigurationTest {
  private static final String EVERYTHING =
      """
      name = "a.b-c_1"
      data {
        format = parquet, train = ["a \\"b\\"", "c\\\\d", "e\\nf"], validation = [v1, v2], test = 0.25
        splitBy = user, splitSeed = -9007199254740993, label = "the label", weight = w, offset = o
        features = [], ignore = ["x.y"], categorical = ["null", "true"], hashed = ["5"], hashBits = 12
        options { "a b" = 1, c.d.e = "x#y", f = true }
        missing = mean, scaling = maxabs, order = source, shards = 64, storage = disk
      }
      model { layers = [4, 2], activation = [tanh, gelu], loss = logistic, dropout = 0.1, intercept = false
        initialize = he, initial = models/old }
      optimizer { rule = rmsprop, learningRate = 3e-7, centered = true, rho = 0.99 }
      schedule { type = plateau, warmupSteps = 5, metric = auc, patience = 4, factor = 0.5 }
      regularization { l1 = 1e-300, l2 = 0.1 }
      training { batchSize = full, epochs = 0, maxSteps = 9007199254740993, seed = -9223372036854775808
        engine = local, kernels = portable, lastBatch = drop, clipNorm = 1, clipValue = 0.3, onNonFinite = skip
        stop { gradientNorm = 0, loss = -1.5, minutes = 0.5 }
        earlyStopping { metric = f1, patience = 9, minDelta = 1e-4, restoreBest = false }
        classWeights { "no.way" = 0.5, yes = 2 } }
      checkpoint { everyEpochs = null, everySteps = 7, keep = 1, resume = never }
      output { directory = "hdfs://h:1/out", mlflow { tracking = "https://h:5000/mlflow", experiment = "a b" } }
      """;

  static Stream<String> rules() {
    return ComponentRegistries.all().rules().names().stream();
  }

  static Stream<String> schedules() {
    return ComponentRegistries.all().schedules().names().stream();
  }

  static Stream<String> losses() {
    return ComponentRegistries.all().losses().names().stream();
  }

  @Test
  void loadedAgainItIsTheSameConfiguration() {
    assertSameAgain(Loaded.from(Loaded.TRAIN));
    assertSameAgain(Loaded.from(EVERYTHING));
    assertSameAgain(
        Loaded.from(Loaded.TRAIN + "model.loss = softmax, training.classWeights = balanced"));
  }

  @ParameterizedTest
  @MethodSource("rules")
  void everyRulesSettingsAreInIt(String rule) {
    JobConfiguration job = Loaded.from(Loaded.TRAIN, "optimizer.rule=" + rule);
    assertSameAgain(job);
    for (String setting : job.optimizer().settings().keySet()) {
      assertTrue(job.toHocon().contains("  " + setting + " = "), setting);
    }
  }

  @ParameterizedTest
  @MethodSource("schedules")
  void everySchedulesSettingsAreInIt(String type) {
    assertSameAgain(Loaded.from(Loaded.TRAIN + "data.validation = 0.1", "schedule.type=" + type));
  }

  @ParameterizedTest
  @MethodSource("losses")
  void everyLossesSettingsAreInIt(String loss) {
    assertSameAgain(Loaded.from(Loaded.TRAIN, "model.loss=" + loss));
  }

  @Test
  void everyKeyOfTheDefaultsIsInIt() {
    Set<String> keys =
        keys(ConfigFactory.parseString(Loaded.from(Loaded.TRAIN).toHocon()).root(), "");
    Set<String> missing = keys(KeyDefaults.read().root(), "");
    missing.removeAll(keys);
    assertEquals(Set.of(), missing);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "fs.s3a.secret.key",
        "PASSWORD",
        "authToken",
        "fs.s3a.access.key",
        "accessKeyId",
        "credentials"
      })
  void secretsAreMasked(String key) {
    String text =
        Loaded.from(Loaded.TRAIN + "data.options { \"" + key + "\" = hush, user = me }").toHocon();
    assertFalse(text.contains("hush"), text);
    assertTrue(text.contains("user = \"me\""), text);
    assertEquals("***", Loaded.from(text).data().options().get(key));
  }

  private static void assertSameAgain(JobConfiguration job) {
    String text = job.toHocon();
    assertEquals(job, ConfigurationFile.parse("resolved.conf", text, List.of()), text);
  }

  /** Keys whose value is null included. */
  private static Set<String> keys(ConfigObject section, String prefix) {
    Set<String> keys = new TreeSet<>();
    section.forEach(
        (key, value) -> {
          keys.add(prefix + key);
          if (value instanceof ConfigObject inside) {
            keys.addAll(keys(inside, prefix + key + "."));
          }
        });
    return keys;
  }
}
