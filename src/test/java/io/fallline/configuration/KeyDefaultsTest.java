package io.fallline.configuration;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KeyDefaultsTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      nullValues = "null",
      textBlock =
          """
          name | run
          data.format | csv
          data.validation | auto
          data.test | 0.0
          data.splitBy | null
          data.splitSeed | 0
          data.label | label
          data.weight | null
          data.offset | null
          data.features | []
          data.ignore | []
          data.categorical | []
          data.hashed | []
          data.hashBits | 20
          data.options | {}
          data.maxLineBytes | 67108864
          data.missing | error
          data.scaling | auto
          data.labelScaling | auto
          data.order | canonical
          data.shards | auto
          data.storage | memory-and-disk
          model.layers | []
          model.activation | []
          model.loss | mse
          model.dropout | 0.0
          model.intercept | true
          model.initialize | auto
          model.initial | null
          optimizer.rule | adam
          optimizer.learningRate | auto
          optimizer.beta1 | 0.9
          optimizer.beta2 | 0.999
          optimizer.epsilon | 1.0E-8
          schedule.type | constant
          schedule.warmupSteps | 0
          schedule.metric | null
          regularization.l1 | 0.0
          regularization.l2 | 0.0
          training.batchSize | 256
          training.epochs | auto
          training.maxSteps | null
          training.seed | 42
          training.engine | auto
          training.kernels | auto
          training.finish | auto
          training.lastBatch | keep
          training.clipNorm | null
          training.clipValue | null
          training.onNonFinite | fail
          training.stop.gradientNorm | null
          training.stop.loss | null
          training.stop.minutes | null
          training.earlyStopping.metric | null
          training.earlyStopping.patience | 5
          training.earlyStopping.minDelta | 0.0
          training.earlyStopping.restoreBest | true
          training.classWeights | null
          checkpoint.directory | null
          checkpoint.everyEpochs | 1
          checkpoint.everySteps | null
          checkpoint.keep | 3
          checkpoint.resume | auto
          output.directory | runs
          output.mlflow.tracking | null
          output.mlflow.experiment | null
          retrain.registry | null
          retrain.model | null
          retrain.warmStart | true
          retrain.warmOptimizer | false
          retrain.new | all
          retrain.window.column | null
          retrain.window.days | null
          retrain.gate.metric | null
          retrain.gate.on | test
          retrain.gate.minGain | 0.0
          retrain.gate.absolute | null
          retrain.keep | 10
          retrain.runKey | null
          retrain.leaseMinutes | 60.0
          """)
  void aKeyThatNobodySetsHasItsDefault(String key, String expected) {
    Object value = Loaded.from(Loaded.TRAIN).toMap();
    for (String step : key.split("\\.")) {
      value = ((Map<?, ?>) value).get(step);
    }
    assertEquals(expected, value == null ? null : value.toString());
  }

  @Test
  void hiddenLayersAreRelu() {
    ModelSection model = Loaded.from(Loaded.TRAIN + "model.layers = [8, 4]").model();
    assertEquals(List.of(8, 4), model.layers());
    assertEquals(List.of("relu", "relu"), model.activations());
  }

  @Test
  void theLossesHaveTheirSettings() {
    assertEquals(
        Map.of("delta", 1.0), Loaded.from(Loaded.TRAIN, "model.loss=huber").model().lossSettings());
    assertEquals(
        Map.of("tau", 0.5),
        Loaded.from(Loaded.TRAIN, "model.loss=quantile").model().lossSettings());
  }

  @Test
  void theSchedulesHaveTheirSettings() {
    assertEquals(Map.of("factor", 0.1, "everyEpochs", 10.0), schedule("step"));
    assertEquals(Map.of("gamma", 0.95), schedule("exponential"));
    assertEquals(Map.of("decay", 0.001), schedule("inverseTime"));
    assertEquals(Map.of(), schedule("inverseSqrt"));
    assertEquals(Map.of("power", 1.0, "endRate", 0.0), schedule("polynomial"));
    assertEquals(Map.of("endRate", 0.0), schedule("cosine"));
    assertEquals(Map.of("divide", 25.0, "peak", 0.3, "endRate", 0.0), schedule("oneCycle"));
    assertEquals(Map.of("factor", 0.1, "patience", 3.0), schedule("plateau"));
  }

  private static Map<String, Object> schedule(String type) {
    return Loaded.from(Loaded.TRAIN, "schedule.type=" + type, "data.validation=0.2")
        .schedule()
        .settings();
  }
}
