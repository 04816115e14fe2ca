package io.fallline.data;

import java.util.Locale;

/**
 * A row that cannot be used, and where it stands.
 *
 * @param source the file as messages call it, or the table where rows stand in no file
 * @param row its number in the file, from 1; 0 where it has none
 */
record LocatedBadRow(String source, long row, RowProblem complaint) {
  String message() {
    return (row == 0 ? source : String.format(Locale.ROOT, "%s, row %,d", source, row))
        + ": "
        + complaint.message()
        + complaint.advice();
  }
}
