package io.fallline.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fallline.core.failure.Failure;
import io.fallline.core.training.TrainingListener.FinishPass;
import io.fallline.core.training.TrainingListener.StepRecord;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HistoryTest {
  private static final String STEP =
      History.stepLine(new StepRecord(3, 1, 32, 0.5, 0.01, Double.NaN), 1e5);
  private static final String EPOCH = History.epochLine(1, 3, 0.25, Map.of("auc", Double.NaN));

  private static History read(String lines) {
    return History.read("r/history.jsonl", lines.getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void whatWasWrittenIsRead() {
    History history = read(STEP + EPOCH + STEP);
    History.Step step = new History.Step(3, 1, 0.5, 0.01, Double.NaN, 1e5);
    assertEquals(List.of(step, step), history.steps());
    assertEquals(
        List.of(new History.Validation(1, 3, 0.25, Map.of("auc", Double.NaN))),
        history.validations());
    assertEquals(Double.NaN, history.validations().get(0).metric("f1"));
  }

  @Test
  void passesOfTheFinishAreNoSteps() {
    String pass =
        History.finishLine(new FinishPass(2, 3, 1, 100, 0.5, Double.NaN, 0.125, 0.01, false));
    History history = read(STEP + EPOCH + pass);
    assertEquals(1, history.steps().size());
    assertEquals(1, history.validations().size());
    assertEquals(
        List.of(new History.Finish(2, 3, 0.5, Double.NaN, 0.125, 0.01, false)), history.finishes());
  }

  @Test
  void theLastLineOfARunThatWasKilledMayBeHalfALine() {
    assertEquals(1, read(STEP + STEP.substring(0, 20)).steps().size());
    assertEquals(0, read("").steps().size());
  }

  @ParameterizedTest
  @ValueSource(strings = {"{", "[]", "{\"step\":1.5,\"epoch\":1}", "", "null"})
  void aLineOfSomethingElseIsBadData(String line) {
    Failure failure =
        assertThrows(Failure.class, () -> read(STEP + line + "\n" + EPOCH), "line: " + line);
    assertEquals(Failure.Kind.DATA, failure.kind());
    assertTrue(
        failure.getMessage().startsWith("r/history.jsonl, line 2: expected a "),
        failure.getMessage());
  }
}
