package io.fallline.data.records;

import io.fallline.data.sources.RowPlan;
import io.fallline.data.sources.RowValidator;
import io.fallline.model.BadRow;
import io.fallline.model.LabelClasses;
import io.fallline.model.NumberParser;
import java.io.Serializable;
import java.util.List;
import java.util.function.DoublePredicate;
import java.util.function.Function;
import java.util.function.Predicate;
import org.apache.spark.sql.Row;

/** Labels of records, and what may be wrong with one. */
public final class LabelReader {
  /** A list of classes in a message goes no further. */
  private static final int MOST_LISTED = 10;

  /** Travels to the tasks that look for the row. */
  public interface Number extends DoublePredicate, Serializable {}

  /** Travels to the tasks that look for the row. */
  public interface Text extends Predicate<String>, Serializable {}

  private LabelReader() {}

  /**
   * The label at the cursor: a number, or a class index, −1 where the class is unknown; NaN where
   * there is none.
   */
  public static double read(CanonicalRecordReader cursor, LabelClasses classes) {
    if (cursor.atText()) {
      return classes == null ? Double.NaN : classes.indexOf(cursor.text());
    }
    double label = cursor.number();
    return classes == null || Double.isNaN(label) ? label : classes.indexOf(label);
  }

  /**
   * Refuses rows whose label is unlike those that the model was trained with.
   *
   * @param remedy what else there is to say
   */
  public static Function<RowPlan, RowValidator.Plan> known(LabelClasses classes, String remedy) {
    String expected = "one of the model's classes: " + listed(classes.names()) + remedy;
    return expecting(
        expected, number -> classes.indexOf(number) >= 0, text -> classes.indexOf(text) >= 0);
  }

  /**
   * Refuses rows whose label does not fit.
   *
   * @param number which numbers do
   * @param text which texts do, that are no numbers
   */
  public static Function<RowPlan, RowValidator.Plan> expecting(
      String expected, Number number, Text text) {
    return plan ->
        () -> {
          RowReader reader = new RowReader(plan);
          CanonicalRecordReader cursor = new CanonicalRecordReader();
          return raw -> {
            cursor.open(reader.read(raw));
            boolean written = cursor.atText();
            String found = written ? cursor.text() : "";
            double value = written ? Double.NaN : cursor.number();
            if (written ? !text.test(found) : !number.test(value)) {
              String shown = written ? "\"" + found + "\"" : shown(plan, raw, value);
              throw BadRow.column(plan.roles().label(), shown, expected);
            }
          };
        };
  }

  /** A record has 0 and 1 for what a person calls false and true. */
  private static String shown(RowPlan plan, Row raw, double value) {
    Object cell = plan.parser().parse(raw).get(plan.label());
    return cell instanceof Boolean flag ? flag.toString() : NumberParser.show(value);
  }

  /** Texts that begin or end with a blank are quoted. */
  public static String listed(List<String> names) {
    List<String> shown =
        names.stream()
            .limit(MOST_LISTED)
            .map(name -> name.equals(name.strip()) ? name : "\"" + name + "\"")
            .toList();
    return String.join(", ", shown) + (names.size() <= MOST_LISTED ? "" : ", …");
  }
}
