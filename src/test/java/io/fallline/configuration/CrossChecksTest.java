package io.fallline.configuration;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fallline.core.loss.LabelKind;
import io.fallline.core.metric.Metrics;
import io.fallline.core.setting.Hyperparameters;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class CrossChecksTest {
  private static final String NO_VALIDATION =
      ", which needs validation data: expected data.validation to be a fraction above 0 or a path";

  private static String metrics(LabelKind labels) {
    return Metrics.registry().names().stream()
        .filter(
            name -> Metrics.registry().create(name, Hyperparameters.defaults()).appliesTo(labels))
        .collect(Collectors.joining(", ", "loss, ", ""));
  }

  static Stream<Arguments> misfits() {
    return Stream.of(
        Arguments.of(
            "optimizer.rule = lion, regularization.l1 = 0.1",
            "regularization.l1 is 0.1, expected 0 with the rule lion"),
        Arguments.of(
            "optimizer.rule = ftrl, regularization.l1 = 0.1",
            "regularization.l1 is 0.1, expected 0 with the rule ftrl (it has a setting of its own: optimizer.l1)"),
        Arguments.of(
            "optimizer.rule = ftrl, regularization.l2 = 0.1",
            "regularization.l2 is 0.1, expected 0 with the rule ftrl (it has a setting of its own: optimizer.l2)"),
        Arguments.of(
            "model.loss = rmse, training.lastBatch = scale",
            "training.lastBatch is scale, expected keep or drop with the loss rmse, which is no mean over rows"),
        Arguments.of("schedule.type = plateau", "schedule.type is plateau" + NO_VALIDATION),
        Arguments.of(
            "training.earlyStopping.metric = loss",
            "training.earlyStopping.metric is loss" + NO_VALIDATION),
        Arguments.of(
            "training.classWeights = balanced",
            "training.classWeights are set, expected null with the loss mse, which has no classes"),
        Arguments.of(
            "model.dropout = 0.5",
            "model.dropout is 0.5, expected 0 where model.layers has no hidden layer"),
        Arguments.of(
            "data.validation = 0.2, training.earlyStopping.metric = accuracy",
            "training.earlyStopping.metric is accuracy, expected a metric of the loss mse: "
                + metrics(LabelKind.NUMBER)),
        Arguments.of(
            "data.validation = 0.2, schedule { type = plateau, metric = auc }, model.loss = softmax",
            "schedule.metric is auc, expected a metric of the loss softmax: "
                + metrics(LabelKind.CLASS)),
        Arguments.of(
            "schedule.metric = acuracy",
            "schedule.metric is \"acuracy\", expected one of loss, "
                + String.join(", ", Metrics.registry().names())
                + ", or null; did you mean accuracy?"));
  }

  @ParameterizedTest
  @MethodSource("misfits")
  void valuesThatDoNotGoTogetherAreRefused(String text, String message) {
    assertEquals("conf/clicks.conf:2: " + message, Loaded.refusal(Loaded.TRAIN + text));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "optimizer.rule = lion, regularization.l2 = 0.1",
        "optimizer { rule = ftrl, l1 = 0.1, l2 = 0.1 }",
        "schedule.type = plateau, data.validation = held-out.csv",
        "schedule { type = plateau, metric = auc }, model.loss = logistic, data.validation = 0.2",
        "training.earlyStopping.metric = accuracy, model.loss = softmax, data.validation = 0.2",
        "training.classWeights { yes = 2, no = 1 }, model.loss = logistic",
        "model { layers = [4], dropout = 0.5 }",
        "model { layers = [4, 2], activation = [tanh, gelu] }",
        "schedule { type = oneCycle, gamma = 0.9, patience = 7 }",
        "model { loss = mae, delta = 2, tau = 0.9 }",
        "data { splitBy = user, features = [user, age] }",
        "data { validation = 0.5, test = 0.4 }",
        "training { epochs = 0, batchSize = full, lastBatch = scale }",
        "training { engine = resident }"
      })
  void valuesThatGoTogetherAreTaken(String text) {
    assertDoesNotThrow(() -> Loaded.from(Loaded.TRAIN + text));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "retrain { gate { minGain = 0.1 } }",
        "data.test = 0.2, retrain { registry = models }",
        "data.validation = 0.2, retrain { registry = models, gate { on = validation, metric = rmse } }",
        "data.test = held-out.csv, retrain { registry = models, new = window, window { column = day, days = 7 } }"
      })
  void aRetrainingThatCanBeDoneIsTaken(String text) {
    assertDoesNotThrow(() -> Loaded.from(Loaded.TRAIN + text));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          retrain { registry = models } | retrain.gate.on is test, which needs held-out rows: expected data.test to be a fraction above 0 or a path
          data.test = 0.2, retrain { registry = models, gate.on = validation } | retrain.gate.on is validation, which needs held-out rows: expected data.validation to be a fraction above 0 or a path
          data.test = 0.2, retrain { registry = models, new = window } | retrain.new is window, expected retrain.window.column and retrain.window.days with it
          data.test = 0.2, retrain { registry = models, warmStart = false, warmOptimizer = true } | retrain.warmOptimizer is true, expected retrain.warmStart = true with it
          data.test = 0.2, retrain { registry = models }, training.epochs = 0 | training.epochs is 0, expected 1 or more to retrain
          data.test = 0.2, retrain { registry = models, runKey = "a\\tb" } | retrain.runKey is "a\\tb", expected 1 to 200 characters, none of them a control character
          data.test = 0.2, retrain { registry = models, gate.metric = auc } | retrain.gate.metric is auc, expected a metric of the loss mse: loss,
          """)
  void aRetrainingThatCouldNotBeDoneIsRefused(String text, String message) {
    String refusal = Loaded.refusal(Loaded.TRAIN + text);
    assertTrue(refusal.contains(message), refusal);
  }

  @Test
  void theMisfitOfACommandLineSettingIsToldWithIt() {
    assertEquals(
        "--set optimizer.beta1: optimizer.beta1 is not a setting of sgd (it has none)",
        Loaded.refusal(Loaded.TRAIN + "optimizer.rule = sgd", "optimizer.beta1=0.8"));
  }
}
