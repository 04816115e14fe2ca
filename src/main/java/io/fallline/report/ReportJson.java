package io.fallline.report;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.core.util.Separators;
import com.fasterxml.jackson.core.util.Separators.Spacing;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.JsonSerializer;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The one writer and reader of JSON for all reports: numbers that are not finite stand as null, and
 * lines end with {@code \n} everywhere.
 */
public final class ReportJson {
  private static final JsonMapper MAPPER =
      JsonMapper.builder()
          .addModule(
              new SimpleModule()
                  .addSerializer(double.class, new FiniteNumbers())
                  .addSerializer(Double.class, new FiniteNumbers()))
          .build();

  private static final ObjectWriter PRETTY =
      MAPPER.writer(
          new DefaultPrettyPrinter(
                  Separators.createDefaultInstance().withObjectFieldValueSpacing(Spacing.AFTER))
              .withObjectIndenter(new DefaultIndenter("  ", "\n")));

  private ReportJson() {}

  public static ObjectNode object() {
    return MAPPER.createObjectNode();
  }

  public static ArrayNode array() {
    return MAPPER.createArrayNode();
  }

  /**
   * @param text an object that we have written
   */
  public static ObjectNode object(String text) {
    try {
      return (ObjectNode) MAPPER.readTree(text);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("it is JSON that we have written", e);
    }
  }

  public static void put(ObjectNode json, String name, double number) {
    if (Double.isFinite(number)) {
      json.put(name, number);
    } else {
      json.putNull(name);
    }
  }

  static void putAll(ObjectNode json, Map<String, Double> numbers) {
    numbers.forEach((name, number) -> put(json, name, number));
  }

  static JsonNode read(String text) throws JsonProcessingException {
    return MAPPER.readTree(text);
  }

  /** NaN where there is none. */
  static double number(JsonNode json, String name) {
    return json.path(name).asDouble(Double.NaN);
  }

  /** All members, in their order; NaN for one that is not a number. */
  static Map<String, Double> numbers(JsonNode json) {
    Map<String, Double> numbers = new LinkedHashMap<>();
    json.fieldNames().forEachRemaining(name -> numbers.put(name, number(json, name)));
    return numbers;
  }

  /** With its line break. */
  static String line(ObjectNode json) {
    return written(MAPPER.writer(), json);
  }

  /** With its line break. */
  public static String pretty(ObjectNode json) {
    return written(PRETTY, json);
  }

  private static String written(ObjectWriter writer, ObjectNode json) {
    try {
      return writer.writeValueAsString(json) + "\n";
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a tree of numbers and texts can be written", e);
    }
  }

  /** The members of a record, or the elements of an array. */
  static <T extends JsonNode> T tree(Object value) {
    return MAPPER.valueToTree(value);
  }

  private static final class FiniteNumbers extends JsonSerializer<Double> {
    @Override
    public void serialize(Double number, JsonGenerator json, SerializerProvider provider)
        throws IOException {
      if (Double.isFinite(number)) {
        json.writeNumber(number);
      } else {
        json.writeNull();
      }
    }
  }
}
