package io.fallline.scheduling;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fallline.cli.ParsedCommand;
import java.io.IOException;
import java.time.LocalDate;
import java.util.List;

/** What schedules are to have started. */
final class Retrainings {
  private final LocalDate begin = LocalDate.now();

  static List<String> words(String configuration, String runKey) {
    return List.of(
        "retrain", "--config", configuration, "--set", "retrain.runKey=" + runKey, "--quiet");
  }

  /** One call, on the day that it is now, or was when this was made. */
  void assertKeyedByToday(StandIn fallline) throws IOException {
    List<String> call = fallline.calls().get(0);
    List<List<String>> expected =
        List.of(
            words(fallline.configuration(), begin.toString()),
            words(fallline.configuration(), LocalDate.now().toString()));
    assertTrue(expected.contains(call), () -> expected + " but " + call);
    assertEquals(1, fallline.calls().size());
    ParsedCommand.of(call);
  }
}
