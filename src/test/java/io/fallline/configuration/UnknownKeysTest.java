package io.fallline.configuration;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UnknownKeysTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          optimiser.rule = adam | optimiser is not a setting of the configuration; did you mean optimizer?
          data.lable = y        | data.lable is not a setting of data; did you mean label?
          data { Label = y }    | data.Label is not a setting of data; did you mean label?
          training.stop.mintes = 5 | training.stop.mintes is not a setting of training.stop; did you mean minutes?
          batchSize = 64        | batchSize is not a setting of the configuration; did you mean training.batchSize?
          schedule.gama = 0.9   | schedule.gama is not a setting of schedule; did you mean gamma?
          model.tua = 0.9       | model.tua is not a setting of model; did you mean tau?
          retrain.window.day = 3 | retrain.window.day is not a setting of retrain.window; did you mean days?
          """)
  void anUnknownKeyIsRefusedWithTheNearestOne(String text, String message) {
    String refusal = Loaded.refusal(Loaded.TRAIN + "\n" + text);
    assertTrue(refusal.startsWith("conf/clicks.conf:3: " + message + " ("), refusal);
  }

  @Test
  void anUnknownSettingOfTheRuleIsRefusedWithThoseItHas() {
    assertEquals(
        "conf/clicks.conf:4: optimizer.beta_1 is not a setting of adam; did you mean beta1? (adam has beta1, beta2,"
            + " epsilon)",
        Loaded.refusal(Loaded.TRAIN + "optimizer {\n  rule = adam\n  beta_1 = 0.8\n}"));
    assertEquals(
        "conf/clicks.conf:2: optimizer.momentum is not a setting of adam (adam has beta1, beta2, epsilon)",
        Loaded.refusal(Loaded.TRAIN + "optimizer.momentum = 0.8"));
  }

  @Test
  void anUnknownKeyOfTheCommandLineIsToldWithIt() {
    String refusal = Loaded.refusal(Loaded.TRAIN, "training.epoch=3");
    assertTrue(
        refusal.startsWith(
            "--set training.epoch: training.epoch is not a setting of training; did you mean epochs? ("),
        refusal);
  }

  @Test
  void readerOptionsAndClassesAreTheUsersOwn() {
    JobConfiguration job =
        Loaded.from(
            Loaded.TRAIN
                + """
                data.options { header = false, "delimiter" = ";", fs.s3a.endpoint = here, nullValue = "" }
                training.classWeights { "Iris-setosa" = 2, "1.0" = 3 }
                model.loss = softmax
                """);
    assertEquals(
        Map.of("header", "false", "delimiter", ";", "fs.s3a.endpoint", "here", "nullValue", ""),
        job.data().options());
    assertEquals(Map.of("Iris-setosa", 2.0, "1.0", 3.0), job.training().classWeights().byClass());
  }
}
