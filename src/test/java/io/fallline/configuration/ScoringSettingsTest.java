package io.fallline.configuration;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.fallline.core.failure.Failure;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ScoringSettingsTest {
  @ParameterizedTest
  @ValueSource(strings = {"1000", "999999999"})
  void aLineMayBeAsLongAsInAConfiguration(String bytes) {
    assertEquals(
        Map.of(DataSection.LINE_LIMIT_OPTION, bytes),
        ScoringSettings.of(List.of("data.maxLineBytes=" + bytes)).options());
  }

  @ParameterizedTest
  @ValueSource(strings = {"999", "1000000000", "-5", "many", "1000.5", "null"})
  void otherBoundsAreRefusedAsInAConfiguration(String bytes) {
    Failure refused =
        assertThrows(
            Failure.class, () -> ScoringSettings.of(List.of("data.maxLineBytes=" + bytes)));
    assertEquals(
        "--set data.maxLineBytes is " + bytes + ", expected a whole number from 1000 to 999999999",
        refused.getMessage());
  }

  @Test
  void otherSettingsAreTheModels() {
    assertThrows(Failure.class, () -> ScoringSettings.of(List.of("data.label=x")));
  }
}
