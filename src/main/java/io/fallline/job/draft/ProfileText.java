package io.fallline.job.draft;

import io.fallline.data.profile.ColumnProfile;
import io.fallline.data.profile.ColumnProfile.Value;
import io.fallline.report.ReadableNumbers;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** What was seen of a column, in words. */
final class ProfileText {
  private static final int MOST_VALUES = 3;

  private ProfileText() {}

  /** All of it. */
  static String of(ColumnProfile column) {
    String what =
        switch (column.use().use()) {
          case NUMBER -> numbers(column);
          case CATEGORICAL, HASHED -> texts(column);
          case VECTOR -> column.type();
          case IGNORED -> column.use().reason();
        };
    return what + missing(column);
  }

  /** {@code whole number, 17 to 90, mean 38.6}. */
  static String numbers(ColumnProfile column) {
    if (column.numbers() == 0) {
      return column.type();
    }
    return column.type()
        + ", "
        + ReadableNumbers.amount(column.smallest())
        + " to "
        + ReadableNumbers.amount(column.largest())
        + ", mean "
        + ReadableNumbers.amount(column.mean());
  }

  private static String texts(ColumnProfile column) {
    List<Value> values = column.values();
    String count = String.format(Locale.ROOT, "%,d values", column.distinct());
    if (values.isEmpty()) {
      return "about " + count;
    }
    return count
        + ": "
        + values.stream()
            .limit(MOST_VALUES)
            .map(value -> value.text() + " " + share(value.count(), column.cells()))
            .collect(Collectors.joining(", "))
        + (values.size() > MOST_VALUES ? ", …" : "");
  }

  private static String missing(ColumnProfile column) {
    return column.missing() == 0 || column.cells() == 0
        ? ""
        : String.format(Locale.ROOT, "; %,d missing", column.missing());
  }

  static String share(long part, long whole) {
    return String.format(Locale.ROOT, "%.1f%%", 100.0 * part / whole);
  }
}
