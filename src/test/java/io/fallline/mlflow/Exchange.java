package io.fallline.mlflow;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;

/**
 * A request and what was answered.
 *
 * @param path with its query
 * @param authorization what the header of that name has; null: there is none
 */
public record Exchange(
    String method, String path, String authorization, String request, int status, String answer) {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** Those that a real server had: see {@link SampleRun}. */
  static List<Exchange> recorded() throws IOException {
    try (InputStream file = Exchange.class.getResourceAsStream("/mlflow/exchanges.json")) {
      List<Exchange> exchanges = new ArrayList<>();
      for (JsonNode exchange : JSON.readTree(file)) {
        exchanges.add(
            new Exchange(
                exchange.get("method").asText(),
                exchange.get("path").asText(),
                null,
                exchange.get("request").asText(),
                exchange.get("status").asInt(),
                exchange.get("answer").asText()));
      }
      return exchanges;
    }
  }

  /** As {@link #recorded} reads them. */
  static byte[] written(List<Exchange> exchanges) throws IOException {
    ArrayNode array = JSON.createArrayNode();
    for (Exchange exchange : exchanges) {
      array
          .addObject()
          .put("method", exchange.method)
          .put("path", exchange.path)
          .put("request", exchange.request)
          .put("status", exchange.status)
          .put("answer", exchange.answer);
    }
    return JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(array);
  }

  /** The endpoint's name: {@code runs/create}; {@code artifacts} where a file goes. */
  public String endpoint() {
    return path.replaceFirst("\\?.*", "")
        .replaceFirst("^.*/api/2.0/mlflow/", "")
        .replaceFirst("^.*/api/2.0/mlflow-artifacts/artifacts/.*", "artifacts");
  }

  public JsonNode json() {
    try {
      return JSON.readTree(request);
    } catch (IOException e) {
      throw new AssertionError(request, e);
    }
  }

  /** The request but for times, which are others each time. */
  String timeless() {
    if (method.equals("PUT") || request.isEmpty()) {
      return method + " " + path + " " + request;
    }
    ObjectNode body = (ObjectNode) json();
    body.remove(List.of("start_time", "end_time"));
    body.path("metrics").forEach(metric -> ((ObjectNode) metric).remove("timestamp"));
    return method + " " + path + " " + body;
  }
}
