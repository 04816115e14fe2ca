package io.fallline.model;

import io.fallline.core.failure.Failure;
import io.fallline.model.InputColumn.InputKind;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Where the values of a record go: its fields in record order, each with the first of its inputs.
 *
 * @param inputs of a row
 * @param numbers how many of them, the first ones, are numeric
 * @param hashed the first input of the hashed block
 */
public record FeatureLayout(List<Field> fields, int inputs, int numbers, int hashed, int hashBits) {

  /**
   * One field of a record.
   *
   * @param first its first input
   * @param categories the input of each category, counted from {@code first}
   */
  public record Field(
      String column, InputKind kind, int first, int width, Map<String, Integer> categories) {}

  /**
   * @param hashBits 0 where no column is hashed
   */
  public static FeatureLayout of(List<InputColumn> columns, int hashBits) {
    List<Field> fields = new ArrayList<>();
    long next = 0;
    long numbers = 0;
    for (InputColumn column : columns) {
      fields.add(
          new Field(
              column.column(),
              column.kind(),
              (int) next,
              column.width(),
              positions(column.categories())));
      next += column.width();
      numbers += column.kind().isNumeric() ? column.width() : 0;
    }
    long inputs = next + (hashBits == 0 ? 0 : 1L << hashBits);
    if (inputs > Integer.MAX_VALUE) {
      throw Failure.data(
          "the columns make " + inputs + " inputs, expected at most " + Integer.MAX_VALUE);
    }
    fields.sort(Comparator.comparing(Field::column, CodePoints.ORDER));
    return new FeatureLayout(
        List.copyOf(fields), (int) inputs, (int) numbers, (int) next, hashBits);
  }

  /** Which fields are columns of numbers that stand together. */
  public NumberRuns numberRuns() {
    return NumberRuns.of(fields.stream().map(Field::kind).toList());
  }

  private static Map<String, Integer> positions(List<String> categories) {
    Map<String, Integer> positions = new HashMap<>();
    for (String category : categories) {
      positions.put(category, positions.size());
    }
    return positions;
  }
}
