package io.fallline.store;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * JSON as maps, lists, texts, numbers and truth values: all it takes of Jackson is the parser, so
 * that a model can be read where there is nothing else.
 */
final class JsonMaps {
  private static final int DEEPEST = 200;

  // UTF-8 and nothing else: Jackson would guess at UTF-16 and UTF-32
  private static final JsonFactory JSON =
      JsonFactory.builder()
          .disable(JsonFactory.Feature.CHARSET_DETECTION)
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .build();

  private JsonMaps() {}

  /**
   * @throws MalformedFileException if it is no JSON object, names a member twice, or goes on behind
   *     it
   */
  static Map<String, Object> parse(byte[] bytes) throws IOException {
    try (JsonParser json = JSON.createParser(bytes)) {
      MalformedFileException.require(
          json.nextToken() == JsonToken.START_OBJECT, "it is no JSON object");
      Map<String, Object> object = object(json, 1);
      MalformedFileException.require(json.nextToken() == null, "it goes on behind its JSON object");
      return object;
    } catch (JsonProcessingException e) {
      String line = e.getLocation() == null ? "" : " (line " + e.getLocation().getLineNr() + ")";
      throw new MalformedFileException(
          "it is no JSON: " + FileFailures.firstLine(e.getOriginalMessage()) + line);
    }
  }

  private static Map<String, Object> object(JsonParser json, int depth) throws IOException {
    Map<String, Object> members = new LinkedHashMap<>();
    while (json.nextToken() != JsonToken.END_OBJECT) {
      String name = json.currentName();
      json.nextToken();
      members.put(name, value(json, depth));
    }
    return members;
  }

  private static List<Object> list(JsonParser json, int depth) throws IOException {
    List<Object> list = new ArrayList<>();
    while (json.nextToken() != JsonToken.END_ARRAY) {
      list.add(value(json, depth));
    }
    return list;
  }

  private static Object value(JsonParser json, int depth) throws IOException {
    MalformedFileException.require(depth < DEEPEST, "it is nested more than " + DEEPEST + " deep");
    return switch (json.currentToken()) {
      case START_OBJECT -> object(json, depth + 1);
      case START_ARRAY -> list(json, depth + 1);
      case VALUE_NULL -> null;
      case VALUE_TRUE -> true;
      case VALUE_FALSE -> false;
      case VALUE_STRING -> json.getText();
      default -> json.getNumberValue();
    };
  }
}
