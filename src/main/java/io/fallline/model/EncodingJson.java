package io.fallline.model;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fallline.configuration.DataSection.MissingValues;
import io.fallline.configuration.DataSection.Scaling;
import io.fallline.core.failure.Failure;
import io.fallline.core.loss.LabelKind;
import io.fallline.core.setting.JsonFields;
import io.fallline.model.InputColumn.InputKind;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** An {@link Encoding} as it stands in a model's manifest. */
public final class EncodingJson {
  private static final JsonMapper JSON = new JsonMapper();
  private static final String REFUSAL = "the model's encoding cannot be used";

  /** The widest hashed block: its weights must fit into an array. */
  private static final int MOST_HASH_BITS = 28;

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
   * Reads the section of a manifest, whatever parsed it.
   *
   * @param section as a tree of Jackson, or a map
   * @param vectors gives the vector of a name; null where there is none
   * @throws Failure DATA if something is missing or does not fit
   */
  public static Encoding read(Object section, Function<String, double[]> vectors) {
    JsonFields json = JsonFields.of(REFUSAL, JSON.convertValue(section, Object.class));
    MissingValues missing = json.constant("missing", MissingValues.class);
    List<InputColumn> columns = json.objects("columns").stream().map(EncodingJson::column).toList();
    int hashBits = json.whole("hashBits");
    if (hashBits < 0 || hashBits > MOST_HASH_BITS) {
      throw refused("hashBits is " + hashBits);
    }
    int numbers = FeatureLayout.of(columns, hashBits).numbers();
    LabelKind labels = json.constant("labels", LabelKind.class);
    return new Encoding(
        json.text("label"),
        json.textIfAny("weight"),
        json.textIfAny("offset"),
        labels,
        columns,
        hashBits,
        missing,
        json.constant("scaling", Scaling.class),
        json.flag("sparse"),
        labels.isClass() ? classes(json.object("classes")) : null,
        missing == MissingValues.MEAN ? vector(vectors, "fill", numbers) : null,
        vector(vectors, "center", numbers),
        vector(vectors, "scale", numbers));
  }

  private static InputColumn column(JsonFields column) {
    InputKind kind = column.constant("kind", InputKind.class);
    List<String> categories =
        kind == InputKind.CATEGORICAL ? column.list("categories", String.class) : List.of();
    int width = column.whole("width");
    if (width < 0 || (kind == InputKind.CATEGORICAL && width != categories.size())) {
      throw refused("a column's width is " + width);
    }
    return new InputColumn(column.text("column"), kind, width, categories);
  }

  private static LabelClasses classes(JsonFields classes) {
    List<String> names = classes.list("names", String.class);
    // models of earlier versions do not say it: they had 0 and 1 for false and true
    if (classes.values().containsKey("boolean") && classes.flag("boolean")) {
      requireBooleans(names);
      return LabelClasses.ofBooleans();
    }
    if (!classes.flag("numeric")) {
      return LabelClasses.ofTexts(names);
    }
    List<Double> numbers = new ArrayList<>();
    for (String name : names) {
      Double number = NumberParser.parse(name);
      if (number == null) {
        throw refused("the numeric class " + name + " is no number");
      }
      numbers.add(number);
    }
    return LabelClasses.ofNumbers(numbers);
  }

  private static void requireBooleans(List<String> names) {
    if (!names.equals(LabelClasses.ofBooleans().names())) {
      throw refused("the boolean classes are " + names + ", expected false and true");
    }
  }

  private static double[] vector(Function<String, double[]> vectors, String name, int length) {
    double[] vector = vectors.apply(name);
    if (vector == null || vector.length != length) {
      String found = vector == null ? "no" : String.valueOf(vector.length);
      throw refused("the vector " + name + " has " + found + " numbers, expected " + length);
    }
    return vector;
  }

  private static Failure refused(String what) {
    return Failure.data(REFUSAL + ": " + what);
  }
}
