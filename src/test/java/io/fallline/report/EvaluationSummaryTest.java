package io.fallline.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.Map;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class EvaluationSummaryTest {
  @Test
  void theVersionBehindARegistrysNameIsNamed() throws IOException {
    JsonNode json = json("registry:iris", OptionalInt.of(7));
    assertEquals("registry:iris", json.path("model").asText());
    assertEquals(7, json.path("version").asInt());
  }

  @Test
  void aDirectoryHasNoVersion() throws IOException {
    assertFalse(json("runs/1/model", OptionalInt.empty()).has("version"));
  }

  private static JsonNode json(String model, OptionalInt version) throws IOException {
    return new ObjectMapper()
        .readTree(new EvaluationSummary(model, version, 3, 0.5, Map.of("auc", 1.0), null).toJson());
  }
}
