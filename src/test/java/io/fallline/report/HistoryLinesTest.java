package io.fallline.report;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.fallline.core.training.TrainingListener.FinishPass;
import io.fallline.core.training.TrainingListener.StepRecord;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class HistoryLinesTest {
  @Test
  void aStepIsALine() {
    assertEquals(
        "{\"step\":7,\"epoch\":2,\"loss\":0.5,\"learningRate\":0.001,\"gradientNorm\":1.25,\"samplesPerSecond\":41000.0}\n",
        History.stepLine(new StepRecord(7, 2, 256, 0.5, 0.001, 1.25), 41_000));
  }

  @Test
  void whatIsNotFiniteIsNull() {
    StepRecord diverged = new StepRecord(7, 2, 256, Double.NaN, 0.001, Double.POSITIVE_INFINITY);
    assertEquals(
        "{\"step\":7,\"epoch\":2,\"loss\":null,\"learningRate\":0.001,\"gradientNorm\":null,\"samplesPerSecond\":null}\n",
        History.stepLine(diverged, Double.NEGATIVE_INFINITY));
  }

  @Test
  void aPassOfTheFinishIsALine() {
    assertEquals(
        "{\"finish\":2,\"epoch\":3,\"step\":12,\"loss\":0.5,\"objective\":0.75,\"gradientNorm\":0.125,\"l2\":0.01,\"accepted\":true}\n",
        History.finishLine(new FinishPass(2, 12, 3, 100, 0.5, 0.75, 0.125, 0.01, true)));
  }

  @Test
  void anEpochIsALineWithTheMetricsOfItsValidationRows() {
    Map<String, Double> metrics = new LinkedHashMap<>();
    metrics.put("accuracy", 0.975);
    metrics.put("auc", Double.NaN);
    assertEquals(
        "{\"epoch\":2,\"step\":12,\"validation\":{\"loss\":0.25,\"accuracy\":0.975,\"auc\":null}}\n",
        History.epochLine(2, 12, 0.25, metrics));
  }
}
