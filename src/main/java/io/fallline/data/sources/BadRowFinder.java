package io.fallline.data.sources;

import io.fallline.core.serialization.JavaSerialization;
import io.fallline.model.BadRow.RowProblem;
import io.fallline.model.CodePoints;
import java.io.Serializable;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.sql.Row;

/** Finds bad rows in tasks: of each column the first one. */
public final class BadRowFinder {
  private BadRowFinder() {}

  /** Of rows that have no place, in the order of their partitions. */
  static Map<String, LocatedBadRow> first(
      String name, JavaRDD<Row> rows, RowProblemFinder.Plan plan) {
    Map<String, LocatedBadRow> all = new HashMap<>();
    collected(rows.mapPartitions(each -> first(each, plan)))
        .forEach(
            part ->
                part.forEach(
                    (column, complaint) ->
                        all.putIfAbsent(
                            column, new LocatedBadRow(name, 0, (RowProblem) complaint))));
    return all;
  }

  private static Iterator<byte[]> first(Iterator<Row> rows, RowProblemFinder.Plan plan) {
    RowProblemFinder complaints = plan.start();
    HashMap<String, RowProblem> first = new HashMap<>();
    while (rows.hasNext()) {
      complaints.of(rows.next()).forEach(one -> first.putIfAbsent(one.column(), one));
    }
    return List.of(JavaSerialization.bytes(first)).iterator();
  }

  /**
   * The smallest path with a bad row of each column.
   *
   * @param rows whose last cell is the path of their file
   */
  static HashMap<String, String> smallestPaths(JavaRDD<Row> rows, RowProblemFinder.Plan plan) {
    HashMap<String, String> all = new HashMap<>();
    collected(rows.mapPartitions(each -> smallestPaths(each, plan)))
        .forEach(part -> part.forEach((column, path) -> keep(all, column, (String) path)));
    return all;
  }

  private static Iterator<byte[]> smallestPaths(Iterator<Row> rows, RowProblemFinder.Plan plan) {
    RowProblemFinder complaints = plan.start();
    HashMap<String, String> smallest = new HashMap<>();
    while (rows.hasNext()) {
      Row row = rows.next();
      String path = path(row);
      complaints.of(row).forEach(one -> keep(smallest, one.column(), path));
    }
    return List.of(JavaSerialization.bytes(smallest)).iterator();
  }

  private static void keep(Map<String, String> smallest, String column, String path) {
    smallest.merge(column, path, (a, b) -> CodePoints.ORDER.compare(a, b) <= 0 ? a : b);
  }

  /**
   * The first bad row of each column in a file.
   *
   * @param rows in the order of their files, whose last cell is the path
   * @param paths by column
   */
  static Map<String, Numbered> numbered(
      JavaRDD<Row> rows, HashMap<String, String> paths, RowProblemFinder.Plan plan) {
    Map<String, Numbered> all = new HashMap<>();
    collected(rows.mapPartitions(each -> numbered(each, paths, plan)))
        .forEach(
            part ->
                part.forEach(
                    (column, found) -> all.merge(column, (Numbered) found, Numbered::first)));
    return all;
  }

  private static Iterator<byte[]> numbered(
      Iterator<Row> rows, Map<String, String> paths, RowProblemFinder.Plan plan) {
    RowProblemFinder complaints = plan.start();
    HashMap<String, Numbered> first = new HashMap<>();
    String file = "";
    long number = 0;
    while (rows.hasNext()) {
      Row row = rows.next();
      String path = path(row);
      number = path.equals(file) ? number + 1 : 1;
      file = path;
      for (RowProblem one : complaints.of(row)) {
        if (path.equals(paths.get(one.column()))) {
          first.putIfAbsent(one.column(), new Numbered(number, one));
        }
      }
    }
    return List.of(JavaSerialization.bytes(first)).iterator();
  }

  private static String path(Row row) {
    return row.getString(row.size() - 1);
  }

  @SuppressWarnings("unchecked") // as the tasks above have written them
  private static List<HashMap<String, Object>> collected(JavaRDD<byte[]> parts) {
    return parts.collect().stream()
        .map(bytes -> (HashMap<String, Object>) JavaSerialization.value(bytes, HashMap.class))
        .toList();
  }

  /** A complaint about the row of this number. */
  record Numbered(long row, RowProblem complaint) implements Serializable {
    static Numbered first(Numbered a, Numbered b) {
      return a.row <= b.row ? a : b;
    }
  }

  /**
   * A row that cannot be used, and where it stands.
   *
   * @param source the file as messages call it, or the table where rows stand in no file
   * @param row its number in the file, from 1; 0 where it has none
   */
  public record LocatedBadRow(String source, long row, RowProblem complaint) {
    public String message() {
      return (row == 0 ? source : String.format(Locale.ROOT, "%s, row %,d", source, row))
          + ": "
          + complaint.message()
          + complaint.advice();
    }
  }
}
