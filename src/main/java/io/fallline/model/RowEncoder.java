package io.fallline.model;

import io.fallline.configuration.DataSection.MissingValues;
import io.fallline.core.failure.Failure;
import io.fallline.core.network.PackedRows;
import io.fallline.core.setting.NameSuggestion;
import java.util.List;
import java.util.Map;

/**
 * The encoder of all rows that are scored: from the cells of a row, wherever they come from, to the
 * inputs of a network. It encodes a cell as {@code RecordPacker} encodes that of a training row.
 * For one thread.
 *
 * <p>A vector is an array or a list of numbers, a map from index, counted from 0, to number, or
 * {@link SparseElements}. Other cells are numbers, booleans and texts.
 */
public final class RowEncoder {
  private final Encoding encoding;
  private final FeatureEncoder inputs;
  private final FeatureLayout.Field[] fields;
  private final Object[] cells;

  /**
   * A vector by its elements that may not be 0.
   *
   * @param indices ascending, counted from 0
   */
  public record SparseElements(int size, int[] indices, double[] values) {}

  /** Of single rows. */
  public RowEncoder(Encoding encoding) {
    this(encoding, 1);
  }

  /**
   * @param capacity the most rows that {@link #take} gives
   */
  public RowEncoder(Encoding encoding, int capacity) {
    this.encoding = encoding;
    this.inputs = new FeatureEncoder(encoding, capacity, true);
    this.fields = inputs.fields().toArray(new FeatureLayout.Field[0]);
    this.cells = new Object[fields.length];
  }

  /**
   * The row without a label, good until the next call.
   *
   * @param row a value for every column that the model takes, null where it is not known; others
   *     are not looked at. Numbers may be written as texts
   * @throws Failure (data) if a column is missing, or a value cannot be used
   */
  public PackedRows encode(Map<String, ?> row) {
    try {
      Object offset = encoding.offset() == null ? null : cell(row, encoding.offset());
      for (int i = 0; i < fields.length; i++) {
        cells[i] = cell(row, fields[i].column());
      }
      add(offset, cells);
      return inputs.lend();
    } catch (BadRow bad) {
      throw alone(bad);
    }
  }

  /**
   * The same for a model whose only column is a vector.
   *
   * @throws Failure (data) if the vector has another size, or an element that cannot be used
   */
  public PackedRows encode(Object vector, double offset) {
    if (vector == null) {
      throw Failure.data("column \"" + fields[0].column() + "\" is null, expected a vector");
    }
    try {
      inputs.begin(Double.NaN, 1, offset);
      vector(fields[0], vector);
      inputs.end();
      return inputs.lend();
    } catch (BadRow bad) {
      throw alone(bad);
    }
  }

  private static Failure alone(BadRow bad) {
    return Failure.data(bad.alone(), bad);
  }

  /**
   * Adds a row to those that {@link #take} gives.
   *
   * @param offset is not looked at where the model has none
   * @param features cells in the order of {@link FeatureLayout#fields}
   * @throws BadRow if a value cannot be used
   */
  public void add(Object offset, Object[] features) {
    String column = encoding.offset();
    inputs.begin(Double.NaN, 1, column == null ? 0 : CellValues.required(column, offset));
    for (int i = 0; i < fields.length; i++) {
      add(fields[i], features[i]);
    }
    inputs.end();
  }

  /** The rows since the last call. */
  public PackedRows take() {
    return inputs.take();
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
      if (!inputs.numbers(field, elements)) {
        for (int i = 0; i < elements.length; i++) {
          element(field, i, elements[i]);
        }
      }
    } else if (cell instanceof SparseElements elements) {
      FeatureEncoder.requireSize(field, elements.size());
      sparse(field, elements.indices(), elements.values());
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

  private void sparse(FeatureLayout.Field field, int[] indices, double[] elements) {
    if (!inputs.numbers(field, indices, elements)) {
      for (int k = 0; k < indices.length; k++) {
        element(field, indices[k], elements[k]);
      }
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
    return element instanceof Number plain
        ? plain.doubleValue()
        : CellValues.number(named(field, i), element, encoding.missing());
  }

  private void element(FeatureLayout.Field field, int i, double value) {
    boolean allowed =
        Double.isNaN(value)
            ? encoding.missing() != MissingValues.ERROR
            : Math.abs(value) <= CellValues.MOST;
    if (!allowed) {
      CellValues.feature(named(field, i), value, encoding.missing()); // says what is wrong
    }
    inputs.number(field, field.first() + i, value);
  }

  private static String named(FeatureLayout.Field field, int i) {
    return field.column() + "[" + i + "]";
  }
}
