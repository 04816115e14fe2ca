package io.fallline.data;

import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import org.apache.spark.sql.Row;

/** Finds bad rows in tasks. */
final class BadRows {
  private BadRows() {}

  static Iterator<String> first(Iterator<Row> rows, RowCheck.Plan plan) {
    RowCheck check = plan.start();
    while (rows.hasNext()) {
      String complaint = check.complaint(rows.next());
      if (complaint != null) {
        return List.of(complaint).iterator();
      }
    }
    return List.<String>of().iterator();
  }

  static Iterator<String> firstNumbered(Iterator<Row> rows, RowCheck.Plan plan) {
    RowCheck check = plan.start();
    for (long number = 1; rows.hasNext(); number++) {
      String complaint = check.complaint(rows.next());
      if (complaint != null) {
        return List.of(String.format(Locale.ROOT, "row %,d: %s", number, complaint)).iterator();
      }
    }
    return List.<String>of().iterator();
  }

  static Iterator<String> smallestPath(Iterator<Row> rows, RowCheck.Plan plan) {
    RowCheck check = plan.start();
    String smallest = null;
    while (rows.hasNext()) {
      Row row = rows.next();
      String path = row.getString(row.size() - 1);
      boolean candidate = smallest == null || CodePoints.ORDER.compare(path, smallest) < 0;
      if (candidate && check.complaint(row) != null) {
        smallest = path;
      }
    }
    return smallest == null ? List.<String>of().iterator() : List.of(smallest).iterator();
  }
}
