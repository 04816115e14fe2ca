package io.fallline.data;

import java.util.List;

/** What inputs are called, for people. */
final class InputNames {
  private static final String HASHED = "hashed";
  private static final int MOST_NAMED = 3;

  private InputNames() {}

  /** {@code age}, {@code features[3]}, {@code color = red}, {@code hashed[17]}. */
  static String of(List<InputColumn> columns, int input) {
    int first = 0;
    for (InputColumn column : columns) {
      if (input < first + column.width()) {
        return within(column, input - first);
      }
      first += column.width();
    }
    return HASHED + "[" + (input - first) + "]";
  }

  /** The same for people, who do not know the hashed block but the columns that are in it. */
  static String shown(List<InputColumn> columns, int input) {
    int others = columns.stream().mapToInt(InputColumn::width).sum();
    if (input < others) {
      return of(columns, input);
    }
    List<String> hashed =
        columns.stream()
            .filter(c -> c.kind() == InputKind.HASHED)
            .map(InputColumn::column)
            .toList();
    String whose =
        hashed.size() <= MOST_NAMED
            ? String.join(" or ", hashed)
            : "one of " + hashed.size() + " hashed columns";
    return whose + ", bucket " + (input - others);
  }

  private static String within(InputColumn column, int place) {
    return switch (column.kind()) {
      case NUMBER -> column.column();
      case VECTOR, HASHED -> column.column() + "[" + place + "]";
      case CATEGORICAL -> column.column() + " = " + column.categories().get(place);
    };
  }
}
