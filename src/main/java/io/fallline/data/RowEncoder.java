package io.fallline.data;

import io.fallline.core.failure.Failure;
import io.fallline.core.model.RowBatch;
import io.fallline.core.setting.NameSuggestion;
import java.util.List;
import java.util.Map;

/**
 * Encodes one row at a time, given by the names of its columns, as rows of a table are encoded. For
 * one thread.
 */
public final class RowEncoder {
  private final Encoding encoding;
  private final FeatureEncoder inputs;
  private final FeatureLayout.Field[] fields;

  public RowEncoder(Encoding encoding) {
    this.encoding = encoding;
    this.inputs = new FeatureEncoder(encoding, 1);
    this.fields = inputs.fields().toArray(new FeatureLayout.Field[0]);
  }

  /**
   * The row without a label, good until the next call.
   *
   * @param row a value for every column that the model takes, null where it is not known; others
   *     are not looked at. Numbers may be written as texts. A vector is an array or a list of
   *     numbers, or a map from index, counted from 0, to number, in which all others are 0
   * @throws Failure (data) if a column is missing, or a value cannot be used
   */
  public RowBatch encode(Map<String, ?> row) {
    try {
      String offset = encoding.offset();
      inputs.begin(
          Double.NaN, 1, offset == null ? 0 : CellValues.required(offset, cell(row, offset)));
      for (FeatureLayout.Field field : fields) {
        add(field, cell(row, field.column()));
      }
      inputs.end();
      return inputs.lend();
    } catch (BadRow bad) {
      throw new Failure(Failure.Kind.DATA, bad.alone(), bad);
    }
  }

  private static Object cell(Map<String, ?> row, String column) {
    Object cell = row.get(column);
    if (cell == null && !row.containsKey(column)) {
      throw new BadRow(
          "the row has no column \""
              + column
              + "\""
              + NameSuggestion.didYouMean(column, row.keySet())
              + " (null stands for a value that is not known)");
    }
    return cell;
  }

  private void add(FeatureLayout.Field field, Object cell) {
    switch (field.kind()) {
      case NUMBER -> {
        requireSingle(field, cell, "a number");
        inputs.number(
            field, field.first(), CellValues.feature(field.column(), cell, encoding.missing()));
      }
      case VECTOR -> vector(field, cell);
      case CATEGORICAL -> inputs.category(field, text(field, cell));
      case HASHED -> inputs.hashed(field, text(field, cell));
    }
  }

  private String text(FeatureLayout.Field field, Object cell) {
    requireSingle(field, cell, "a text or a number");
    return CellValues.category(field.column(), cell, encoding.missing());
  }

  private static void requireSingle(FeatureLayout.Field field, Object cell, String expected) {
    boolean several = cell instanceof List || cell instanceof Map;
    if (several || (cell != null && cell.getClass().isArray())) {
      throw BadRow.column(field.column(), "a vector", expected);
    }
  }

  private void vector(FeatureLayout.Field field, Object cell) {
    if (cell instanceof double[] elements) {
      FeatureEncoder.requireSize(field, elements.length);
      for (int i = 0; i < elements.length; i++) {
        element(field, i, elements[i]);
      }
    } else if (cell instanceof float[] elements) {
      FeatureEncoder.requireSize(field, elements.length);
      for (int i = 0; i < elements.length; i++) {
        element(field, i, elements[i]);
      }
    } else if (cell instanceof List<?> elements) {
      FeatureEncoder.requireSize(field, elements.size());
      int i = 0;
      for (Object element : elements) {
        element(field, i, number(field, i, element));
        i++;
      }
    } else if (cell instanceof Map<?, ?> elements) {
      elements.forEach((index, element) -> sparse(field, index, element));
    } else {
      throw BadRow.column(field.column(), CellValues.shown(cell), "a vector");
    }
  }

  private void sparse(FeatureLayout.Field field, Object index, Object element) {
    if (!(index instanceof Integer i) || i < 0 || i >= field.width()) {
      throw BadRow.column(
          field.column(),
          "a vector with an element " + index,
          "elements 0 to " + (field.width() - 1));
    }
    element(field, i, number(field, i, element));
  }

  private double number(FeatureLayout.Field field, int i, Object element) {
    return element instanceof Double plain
        ? plain
        : CellValues.number(named(field, i), element, encoding.missing());
  }

  private void element(FeatureLayout.Field field, int i, double value) {
    if (!(Math.abs(value) <= CellValues.MOST)) {
      CellValues.feature(named(field, i), value, encoding.missing());
    }
    inputs.number(field, field.first() + i, value);
  }

  private static String named(FeatureLayout.Field field, int i) {
    return field.column() + "[" + i + "]";
  }
}
