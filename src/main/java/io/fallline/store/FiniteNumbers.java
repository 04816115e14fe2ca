package io.fallline.store;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;

/**
 * JSON has no NaN: a number that is not finite (a metric of one class alone) stands as null, not as
 * the text "NaN".
 */
final class FiniteNumbers {
  private FiniteNumbers() {}

  /** A copy with null for what is not finite. */
  static JsonNode in(JsonNode json) {
    if (json instanceof ObjectNode object) {
      ObjectNode copy = object.objectNode();
      for (Map.Entry<String, JsonNode> member : object.properties()) {
        copy.set(member.getKey(), in(member.getValue()));
      }
      return copy;
    }
    if (json instanceof ArrayNode array) {
      ArrayNode copy = array.arrayNode(array.size());
      array.forEach(element -> copy.add(in(element)));
      return copy;
    }
    boolean infinite =
        json.isFloatingPointNumber()
            && !json.isBigDecimal()
            && !Double.isFinite(json.doubleValue());
    return infinite ? NullNode.getInstance() : json;
  }
}
