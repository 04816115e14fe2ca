package io.fallline.model;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fallline.model.InputColumn.InputKind;
import java.util.Map;
import java.util.function.Function;

/** An {@link Encoding} as it stands in a model's manifest. */
public final class EncodingJson {
  private static final JsonMapper JSON = new JsonMapper();

  private EncodingJson() {}

  /** All but {@link Encoding#vectors}. */
  public static ObjectNode write(Encoding encoding) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("label", encoding.label());
    json.put("weight", encoding.weight());
    json.put("offset", encoding.offset());
    json.put("labels", encoding.labels().name());
    ArrayNode columns = json.putArray("columns");
    int first = 0;
    for (InputColumn column : encoding.columns()) {
      ObjectNode one = columns.addObject();
      one.put("column", column.column());
      one.put("kind", column.kind().name());
      one.put("width", column.width());
      if (column.kind().isNumeric()) {
        one.put("scaled", encoding.scaledInputs(first, column.width())); // for people
        first += column.width();
      }
      if (column.kind() == InputKind.CATEGORICAL) {
        column.categories().forEach(one.putArray("categories")::add);
      }
    }
    json.put("hashBits", encoding.hashBits());
    json.put("missing", encoding.missing().name());
    json.put("scaling", encoding.scaling().name());
    json.put("sparse", encoding.sparse());
    if (encoding.classes() != null) {
      ObjectNode classes = json.putObject("classes");
      classes.put("numeric", encoding.classes().numeric());
      classes.put("boolean", encoding.classes().kind() == LabelClasses.Kind.BOOLEAN);
      encoding.classes().names().forEach(classes.putArray("names")::add);
    }
    return json;
  }

  /**
   * @param vectors gives the vector of a name; null where there is none
   * @throws io.fallline.core.failure.Failure DATA if something is missing or does not fit
   */
  public static Encoding read(JsonNode json, Function<String, double[]> vectors) {
    return EncodingReader.read(JSON.convertValue(json, Map.class), vectors);
  }
}
