package io.fallline.data;

import io.fallline.core.model.Rows;
import java.util.Map;

/**
 * Encodes records as {@link Rows}, up to a fixed number at a time: standardised in float64, kept as
 * float32.
 */
final class RecordPacker {
  private final Encoding encoding;
  private final InputPlan.Field[] fields;
  private final InputPlan plan;
  private final RecordCursor cursor = new RecordCursor();
  private final HashedInputs hashed;
  private final RowSink sink;
  private final double[] zero;

  /**
   * @param capacity the most rows that one {@link Rows} takes
   */
  RecordPacker(Encoding encoding, int capacity) {
    this.encoding = encoding;
    this.plan = InputPlan.of(encoding.columns(), encoding.hashBits());
    this.fields = plan.fields().toArray(new InputPlan.Field[0]);
    this.hashed = new HashedInputs(plan.hashed(), plan.hashBits());
    this.zero = new double[encoding.sparse() ? 0 : plan.numbers()];
    for (int i = 0; i < zero.length; i++) {
      zero[i] = (0 - encoding.center()[i]) / encoding.scale()[i];
    }
    this.sink =
        encoding.sparse()
            ? new SparseSink(plan.inputs(), capacity, encoding.offset() != null)
            : new DenseSink(plan.inputs(), capacity, encoding.offset() != null, zero);
  }

  int size() {
    return sink.size();
  }

  /**
   * @throws BadRow if a value does not fit the encoding, as its label, a vector's size, or what
   *     float32 can hold
   */
  void add(byte[] record) {
    cursor.open(record);
    double label = Labels.read(cursor, encoding.classes());
    double offset = encoding.offset() == null ? 0 : cursor.number();
    sink.begin(label, RecordCursor.weight(record), offset);
    for (InputPlan.Field field : fields) {
      add(field);
    }
    sink.end();
  }

  /** The rows since the last call. */
  Rows take() {
    return sink.take();
  }

  private void add(InputPlan.Field field) {
    switch (field.kind()) {
      case NUMBER -> number(field, field.first(), cursor.number());
      case VECTOR -> vector(field);
      case CATEGORICAL -> {
        String category = cursor.text();
        Integer at = category == null ? null : position(field.categories(), category);
        if (at != null) {
          sink.add(field.first() + at, 1);
        }
      }
      case HASHED -> {
        String value = cursor.text();
        if (value != null) {
          sink.add(hashed.of(field.column(), value), 1);
        }
      }
    }
  }

  /** Null for a category that no training row had: all its inputs are 0. */
  private static Integer position(Map<String, Integer> categories, String category) {
    return categories.get(category);
  }

  private void vector(InputPlan.Field field) {
    int size = cursor.openVector();
    if (size != field.width()) {
      throw BadRow.column(
          field.column(), "a vector of " + size + " elements", field.width() + " elements");
    }
    for (int i = cursor.nextElement(); i >= 0; i = cursor.nextElement()) {
      number(field, field.first() + i, cursor.number());
    }
  }

  private void number(InputPlan.Field field, int input, double found) {
    double value = found;
    if (Double.isNaN(value)) {
      value = encoding.fill() == null ? 0 : encoding.fill()[input];
    }
    if (value == 0) {
      return; // both sinks hold what a zero becomes
    }
    double scaled = (value - encoding.center()[input]) / encoding.scale()[input];
    float packed = (float) scaled;
    if (Float.isInfinite(packed)) {
      String column =
          field.kind() == InputKind.NUMBER
              ? field.column()
              : field.column() + "[" + (input - field.first()) + "]";
      String remedy =
          encoding.scaling() == Scaling.NONE
              ? "set data.scaling = \"standard\", or divide the column"
              : "divide the column or take its logarithm";
      throw BadRow.column(
          column, Numbers.show(found), "a number that float32 can hold once scaled; " + remedy);
    }
    sink.add(input, packed);
  }
}
