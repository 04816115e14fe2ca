package io.fallline.data;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fallline.core.failure.Failure;
import io.fallline.core.loss.LabelKind;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** An {@link Encoding} as it stands in a model's manifest. */
final class EncodingJson {
  private final JsonNode json;

  private EncodingJson(JsonNode json) {
    this.json = json;
  }

  static ObjectNode write(Encoding encoding) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("label", encoding.label());
    json.put("weight", encoding.weight());
    json.put("offset", encoding.offset());
    json.put("labels", encoding.labels().name());
    ArrayNode columns = json.putArray("columns");
    for (Input column : encoding.columns()) {
      ObjectNode one = columns.addObject();
      one.put("column", column.column());
      one.put("kind", column.kind().name());
      one.put("width", column.width());
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
      encoding.classes().names().forEach(classes.putArray("names")::add);
    }
    return json;
  }

  static Encoding read(JsonNode json, Function<String, double[]> vectors) {
    return new EncodingJson(json).read(vectors);
  }

  private Encoding read(Function<String, double[]> vectors) {
    MissingValues missing = constant(json, "missing", MissingValues.class);
    List<Input> columns = columns();
    int hashBits = number(json, "hashBits");
    if (hashBits < 0 || hashBits > DataSpec.MOST_HASH_BITS) {
      throw refused("hashBits is " + hashBits);
    }
    int numbers = InputPlan.of(columns, hashBits).numbers();
    LabelKind labels = constant(json, "labels", LabelKind.class);
    return new Encoding(
        text(json, "label"),
        json.path("weight").textValue(),
        json.path("offset").textValue(),
        labels,
        columns,
        hashBits,
        missing,
        constant(json, "scaling", Scaling.class),
        field(json, "sparse").asBoolean(),
        labels.isClass() ? classes(field(json, "classes")) : null,
        missing == MissingValues.MEAN ? vector(vectors, "fill", numbers) : null,
        vector(vectors, "center", numbers),
        vector(vectors, "scale", numbers));
  }

  private List<Input> columns() {
    List<Input> columns = new ArrayList<>();
    for (JsonNode column : field(json, "columns")) {
      List<String> categories = new ArrayList<>();
      column.path("categories").forEach(category -> categories.add(category.asText()));
      InputKind kind = constant(column, "kind", InputKind.class);
      int width = number(column, "width");
      if (width < 0 || (kind == InputKind.CATEGORICAL && width != categories.size())) {
        throw refused("a column's width is " + width);
      }
      columns.add(new Input(text(column, "column"), kind, width, categories));
    }
    return columns;
  }

  private static Classes classes(JsonNode classes) {
    List<String> names = new ArrayList<>();
    field(classes, "names").forEach(name -> names.add(name.asText()));
    if (!field(classes, "numeric").asBoolean()) {
      return Classes.ofTexts(names);
    }
    List<Double> numbers = new ArrayList<>();
    for (String name : names) {
      Double number = Numbers.parse(name);
      if (number == null) {
        throw refused("the numeric class " + name + " is no number");
      }
      numbers.add(number);
    }
    return Classes.ofNumbers(numbers);
  }

  private static double[] vector(Function<String, double[]> vectors, String name, int length) {
    double[] vector = vectors.apply(name);
    if (vector == null || vector.length != length) {
      throw refused(
          "the vector "
              + name
              + " has "
              + (vector == null ? "no" : vector.length)
              + " numbers, expected "
              + length);
    }
    return vector;
  }

  private static JsonNode field(JsonNode node, String name) {
    JsonNode field = node.get(name);
    if (field == null || field.isNull()) {
      throw refused("it has no " + name);
    }
    return field;
  }

  private static String text(JsonNode node, String name) {
    return field(node, name).asText();
  }

  private static int number(JsonNode node, String name) {
    JsonNode field = field(node, name);
    if (!field.isInt()) {
      throw refused(name + " is " + field + ", expected a whole number");
    }
    return field.intValue();
  }

  private static <E extends Enum<E>> E constant(JsonNode node, String name, Class<E> type) {
    String found = text(node, name);
    for (E each : type.getEnumConstants()) {
      if (each.name().equals(found)) {
        return each;
      }
    }
    throw refused(name + " is " + found);
  }

  private static Failure refused(String what) {
    return Failure.data("the model's encoding cannot be used: " + what);
  }
}
