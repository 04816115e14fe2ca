package io.fallline.data;

import java.util.List;

/** What inputs are called, for people. */
final class InputNames {
  private static final String HASHED = "hashed";

  private InputNames() {}

  /** {@code age}, {@code features[3]}, {@code color = red}, {@code hashed[17]}. */
  static String of(List<Input> columns, int input) {
    int first = 0;
    for (Input column : columns) {
      if (input < first + column.width()) {
        return within(column, input - first);
      }
      first += column.width();
    }
    return HASHED + "[" + (input - first) + "]";
  }

  private static String within(Input column, int place) {
    return switch (column.kind()) {
      case NUMBER -> column.column();
      case VECTOR, HASHED -> column.column() + "[" + place + "]";
      case CATEGORICAL -> column.column() + " = " + column.categories().get(place);
    };
  }
}
