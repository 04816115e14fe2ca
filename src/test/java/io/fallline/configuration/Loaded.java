package io.fallline.configuration;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.fallline.core.failure.Failure;
import java.util.List;

/** Configurations from texts, as if they stood in {@code conf/clicks.conf}. */
final class Loaded {
  /** What every configuration needs, in one line. */
  static final String TRAIN = "data.train = rows.csv\n";

  private Loaded() {}

  static JobConfiguration from(String text, String... settings) {
    return ConfigurationFile.parse("conf/clicks.conf", text, List.of(settings));
  }

  /** The one line that refuses the text. */
  static String refusal(String text, String... settings) {
    Failure failure = assertThrows(Failure.class, () -> from(text, settings), text);
    assertEquals(Failure.Kind.CONFIGURATION, failure.kind());
    assertFalse(failure.getMessage().contains("\n"), failure.getMessage());
    return failure.getMessage();
  }
}
