package io.fallline.data.profile;

import io.fallline.model.CodePoints;
import io.fallline.model.NumberParser;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.types.DateType;
import org.apache.spark.sql.types.StructField;

/**
 * What the cells of one column of a table are.
 *
 * @param type in words: "whole number", "number", "truth value", "text", "vector"
 * @param cells with a value
 * @param missing cells without a value; of numbers those among them that a text says so of, which
 *     is a value like the others among texts
 * @param distinct about how many different values there are; exact up to 1,000
 * @param smallest of its numbers; NaN where there are none, as the two that follow
 * @param values what it has, the most frequent first; empty where there are too many
 * @param partition whether directories name it
 */
public record ColumnProfile(
    String name,
    String type,
    ColumnUse use,
    long cells,
    long numbers,
    long missing,
    long distinct,
    double smallest,
    double largest,
    double mean,
    List<Value> values,
    boolean partition) {

  /**
   * A value and how many cells have it.
   *
   * @param text numbers as they are written elsewhere: whole ones without a fraction
   */
  public record Value(String text, long count) {}

  /**
   * @param label whether it is to be predicted: its texts are classes
   */
  static ColumnProfile of(
      StructField field, ColumnTally cells, long rows, boolean partition, boolean label) {
    boolean numbers = cells.numbers > 0;
    ColumnUse use = ColumnUse.of(cells, rows);
    boolean texts = label ? !cells.isOfNumbers() : use.isOfTexts();
    return new ColumnProfile(
        field.name(),
        type(field, cells),
        use,
        cells.values() + (texts ? cells.marked() : 0),
        cells.numbers,
        cells.missing + (texts ? 0 : cells.marked()),
        texts ? cells.categories() : cells.distinct.size(),
        numbers ? cells.smallest : Double.NaN,
        numbers ? cells.largest : Double.NaN,
        numbers ? cells.sum / cells.numbers : Double.NaN,
        values(cells.counts(texts)),
        partition);
  }

  private static List<Value> values(Map<Object, Long> counts) {
    List<Value> values = new ArrayList<>();
    if (counts != null) {
      counts.forEach(
          (value, count) ->
              values.add(
                  new Value(
                      value instanceof Double number ? NumberParser.show(number) : value.toString(),
                      count)));
    }
    values.sort(
        Comparator.comparingLong(Value::count)
            .reversed()
            .thenComparing(Value::text, CodePoints.ORDER));
    return List.copyOf(values);
  }

  private static String type(StructField field, ColumnTally cells) {
    if (cells.vectors > 0) {
      return "vector";
    }
    if (cells.others > 0) {
      return field.dataType().simpleString();
    }
    if (field.dataType() instanceof DateType
        || field.dataType().simpleString().startsWith("timestamp")) {
      return field.dataType().simpleString();
    }
    if (cells.texts > 0) {
      return cells.numbers > 0 ? "text and number" : "text";
    }
    if (cells.booleans > 0) {
      return cells.numbers > 0 ? "truth value and number" : "truth value";
    }
    if (cells.values() == 0) {
      return "empty";
    }
    return cells.whole.isWhole() && cells.infinite == 0 ? "whole number" : "number";
  }

  public boolean isWhole() {
    return type.equals("whole number");
  }

  /** Whether every value is a number. */
  public boolean isNumber() {
    return cells > 0 && numbers == cells;
  }
}
