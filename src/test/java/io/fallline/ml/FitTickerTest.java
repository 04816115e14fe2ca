package io.fallline.ml;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fallline.job.FitListener.EpochEnd;
import io.fallline.job.FitListener.StepEnd;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class FitTickerTest {
  private final List<String> steps = new ArrayList<>();
  private final List<String> epochs = new ArrayList<>();
  private final FitTicker ticker = new FitTicker(steps::add, epochs::add);

  private static StepEnd step(long step, double loss) {
    return new StepEnd(step, 1, 16, loss, 0.5, 2);
  }

  @Test
  void stepsAndEpochsAreTold() {
    ticker.stepEnded(step(1, 0.25));
    ticker.epochEnded(new EpochEnd(1, 1, 0.75, Map.of("auc", Double.NaN)));
    assertEquals(
        List.of(
            "{\"step\":1,\"epoch\":1,\"rows\":16,\"loss\":0.25,\"learningRate\":0.5,\"gradientNorm\":2.0}"),
        steps);
    assertEquals(
        List.of(
            "{\"step\":1,\"epoch\":1,\"loss\":0.25,\"learningRate\":0.5,\"validation\":{\"loss\":0.75,\"auc\":null}}"),
        epochs);
  }

  @Test
  void theLatestCanBeAskedForAtAnyTime() {
    FitTicker nobody = new FitTicker(null, null);
    assertEquals("", nobody.latest());
    nobody.stepEnded(step(1, 0.25));
    nobody.epochEnded(new EpochEnd(1, 1, Double.NaN, Map.of()));
    nobody.stepEnded(step(2, Double.POSITIVE_INFINITY));
    assertEquals(
        "{\"step\":2,\"epoch\":1,\"rows\":16,\"loss\":null,\"learningRate\":0.5,\"gradientNorm\":2.0,"
            + "\"ended\":{\"step\":1,\"epoch\":1}}",
        nobody.latest());
  }

  @Test
  void anEpochWithoutALookAtHeldOutRowsHasNoValidationAndTheLatestKeepsTheLast() {
    ticker.stepEnded(step(1, 0.25));
    ticker.epochEnded(new EpochEnd(1, 1, 0.75, Map.of("auc", 0.5)));
    ticker.stepEnded(step(2, 0.25));
    ticker.epochEnded(new EpochEnd(2, 2, Double.NaN, Map.of()));
    assertEquals("{\"step\":2,\"epoch\":2,\"loss\":0.25,\"learningRate\":0.5}", epochs.get(1));
    assertTrue(
        ticker
            .latest()
            .endsWith(
                "\"ended\":{\"step\":2,\"epoch\":2,\"validation\":{\"loss\":0.75,\"auc\":0.5}}}"),
        ticker.latest());
  }

  @Test
  void aCallbackThatSaysNoEndsTheTraining() {
    FitTicker refusing = new FitTicker(line -> false, null);
    assertThrows(IllegalStateException.class, () -> refusing.stepEnded(step(1, 0.25)));
  }
}
