package io.fallline.model;

import io.fallline.configuration.DataSection.MissingValues;
import java.math.BigDecimal;
import java.sql.Timestamp;

/** Typed values out of a row's cells. */
public final class CellValues {
  /** Beyond this a square overflows float64, and nothing could be scaled. */
  public static final double MOST = 1e150;

  /** Below 2^53 float64 has every whole number. */
  public static final double MOST_WHOLE = 0x1p53;

  /**
   * What a text that is no number should have been.
   *
   * @param remedy of those who train; null where there is none
   */
  private record Expected(String what, String remedy) {}

  private static final Expected FEATURE =
      new Expected("a number", "list the column under data.categorical or data.ignore");
  private static final Expected REQUIRED = new Expected("a number", null);
  private static final Expected LABEL =
      new Expected(
          "a number, as model.loss predicts one", "texts are classes, of logistic or softmax");

  private static final String NONE_MISSING = "as the model was trained with missing = \"error\"";

  private CellValues() {}

  /** A feature; NaN where it is missing. */
  public static double feature(String column, Object cell, MissingValues missing) {
    double value = number(column, cell, missing);
    if (Double.isNaN(value) && missing == MissingValues.ERROR) {
      throw BadRow.missing(column, shown(cell), "a number")
          .remedy("set data.missing = \"mean\" or \"zero\"")
          .modelled(NONE_MISSING);
    }
    return requireUsable(column, value);
  }

  /** A number that must be there: a weight, an offset. */
  public static double required(String column, Object cell) {
    double value = number(column, cell, MissingValues.ZERO, REQUIRED);
    if (Double.isNaN(value)) {
      throw BadRow.column(column, shown(cell), "a number");
    }
    return requireUsable(column, value);
  }

  /** The label of a loss that takes numbers; NaN where it is missing. */
  public static double label(String column, Object cell) {
    return number(column, cell, MissingValues.ZERO, LABEL);
  }

  /** A category, or what is to be hashed; null where it is missing. */
  public static String category(String column, Object cell, MissingValues missing) {
    String text = text(cell);
    if (text == null && missing == MissingValues.ERROR) {
      throw BadRow.missing(column, "empty", "a category")
          .remedy("set data.missing = \"zero\" to have none")
          .modelled(NONE_MISSING);
    }
    return text;
  }

  /**
   * Categories and groups: whole numbers print without a fraction, so that every format has the
   * same texts.
   */
  public static String text(Object cell) {
    if (cell == null) {
      return null;
    }
    if (cell instanceof BigDecimal decimal) {
      return decimal.stripTrailingZeros().toPlainString();
    }
    if (cell instanceof Double || cell instanceof Float) {
      double value = ((Number) cell).doubleValue();
      return Double.isNaN(value) ? null : NumberParser.show(value);
    }
    // a timestamp's own text depends on where the executor thinks it is
    String text = cell instanceof Timestamp time ? time.toInstant().toString() : cell.toString();
    return text.isEmpty() ? null : text;
  }

  /** Whether a number is the very one that a cell has, and not one that is near. */
  public static boolean isExactly(double value, Object cell) {
    if (cell instanceof Double || cell instanceof Float) {
      return true;
    }
    return new BigDecimal(cell.toString().strip()).compareTo(new BigDecimal(value)) == 0;
  }

  public static String shown(Object cell) {
    if (cell == null || (cell instanceof String text && text.isBlank())) {
      return "empty";
    }
    return cell instanceof String text ? "\"" + text + "\"" : cell.toString();
  }

  /** NaN stands for a missing value. */
  public static double number(String column, Object cell, MissingValues missing) {
    return number(column, cell, missing, FEATURE);
  }

  private static double number(
      String column, Object cell, MissingValues missing, Expected expected) {
    if (cell instanceof Double value) {
      return value;
    }
    if (cell instanceof Number value) {
      return value.doubleValue();
    }
    if (cell == null) {
      return Double.NaN;
    }
    if (cell instanceof Boolean value) {
      return value ? 1 : 0;
    }
    return parsed(column, cell.toString(), missing, expected);
  }

  private static double parsed(
      String column, String text, MissingValues missing, Expected expected) {
    Double value = NumberParser.parse(text);
    if (value != null) {
      return value;
    }
    if (NumberParser.isMissing(text)) {
      if (missing == MissingValues.ERROR && !text.isBlank()) {
        throw BadRow.missing(column, shown(text), "a number")
            .remedy("set data.missing = \"mean\" or list the column under data.categorical")
            .modelled(NONE_MISSING);
      }
      return Double.NaN;
    }
    if (NumberParser.isInfinite(text)) {
      return Double.POSITIVE_INFINITY;
    }
    if (isTruth(text)) {
      return text.equalsIgnoreCase("true") ? 1 : 0;
    }
    if (NumberParser.hasDecimalComma(text)) {
      throw BadRow.column(column, shown(text), "a number with a decimal point")
          .remedyOfFiles(
              "of csv, decimal commas are read with data.options.locale = \"de-DE\""
                  + (NumberParser.mayGroupByComma(text)
                      ? ", commas of thousands with \"en-US\""
                      : ""));
    }
    BadRow bad = BadRow.text(column, shown(text), expected.what());
    throw expected.remedy() == null ? bad : bad.remedy(expected.remedy());
  }

  /** Whether a text is a boolean as Spark reads one. */
  public static boolean isTruth(String text) {
    return text.equalsIgnoreCase("true") || text.equalsIgnoreCase("false");
  }

  private static double requireUsable(String column, double value) {
    if (Double.isInfinite(value)) {
      throw BadRow.column(column, "infinite", "a finite number");
    }
    if (Math.abs(value) > MOST) {
      throw BadRow.column(
              column,
              NumberParser.show(value),
              "a magnitude of at most 1e150, as larger ones are beyond scaling")
          .remedy("divide the column or take its logarithm");
    }
    return value;
  }
}
