package io.fallline.data.sources;

import io.fallline.core.failure.Failure;
import io.fallline.model.CodePoints;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.csv.CSVOptions;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/**
 * The columns of csv files, as the first line of the first file has them. Spark's reader would
 * start a job to find them, and give columns of equal names other names without a word.
 *
 * @param names of all columns; one that the header leaves without a name has Spark's, {@code _c0}
 * @param unnamed which those are, counted from 0
 * @param written the header's cells, an unnamed column being empty
 * @param files all that are read, ordered by path
 */
public record CsvHeader(
    List<String> names, Set<Integer> unnamed, List<String> written, List<Path> files) {
  /**
   * @throws Failure DATA if two columns have one name
   */
  public static CsvHeader read(
      SparkSession session, Map<String, String> options, List<String> paths) {
    PathDisplay shown = new PathDisplay(paths);
    Configuration hadoop = session.sparkContext().hadoopConfiguration();
    CSVOptions parsed = CsvOptions.parsed(session, options);
    List<Path> files = files(session, options, paths);
    for (Path file : files) {
      String name = shown.path(file.toUri().toString());
      String[] cells = CsvFirstRecord.cells(name, file, hadoop, parsed);
      if (cells != null) {
        return of(session, name, cells, parsed, files);
      }
    }
    return new CsvHeader(List.of(), Set.of(), List.of(), files);
  }

  private static CsvHeader of(
      SparkSession session, String file, String[] cells, CSVOptions options, List<Path> files) {
    List<String> names = new ArrayList<>();
    List<String> written = new ArrayList<>();
    Set<Integer> unnamed = new TreeSet<>();
    for (String cell : cells) {
      String name = written(cell, options);
      boolean named = options.headerFlag() && !name.isEmpty();
      if (options.headerFlag() && !named) {
        unnamed.add(names.size());
      }
      names.add(named ? name : "_c" + names.size());
      written.add(name);
    }
    if (options.headerFlag()) {
      boolean sensitive = Boolean.parseBoolean(session.conf().get("spark.sql.caseSensitive"));
      requireDistinct(file, names, unnamed, sensitive);
    }
    return new CsvHeader(names, unnamed, written, files);
  }

  /** Spark takes a header's cell that stands for null as one without a name. */
  static String written(String cell, CSVOptions options) {
    return cell == null || cell.equals(options.nullValue()) ? "" : cell;
  }

  /**
   * @param types of columns that are something else than text
   */
  StructType schema(Map<String, DataType> types) {
    return DataTypes.createStructType(
        names.stream()
            .map(
                name ->
                    DataTypes.createStructField(
                        name, types.getOrDefault(name, DataTypes.StringType), true))
            .toList());
  }

  private static void requireDistinct(
      String file, List<String> names, Set<Integer> unnamed, boolean sensitive) {
    Map<String, Integer> seen = new HashMap<>();
    for (int i = 0; i < names.size(); i++) {
      String name = names.get(i);
      Integer first = seen.putIfAbsent(sensitive ? name : name.toLowerCase(Locale.ROOT), i);
      if (first != null) {
        if (unnamed.contains(first) || unnamed.contains(i)) {
          boolean isFirst = unnamed.contains(first);
          throw taken(file, names, isFirst ? first : i, isFirst ? i : first);
        }
        String other = names.get(first);
        throw Failure.data(
            "%s: %s, as columns %s and %s; expected a name of its own for every column",
            file,
            other.equals(name)
                ? "the header has the column \"" + name + "\" twice"
                : "the header has the columns \""
                    + other
                    + "\" and \""
                    + name
                    + "\", whose names differ in case only",
            first + 1,
            i + 1);
      }
    }
  }

  private static Failure taken(String file, List<String> names, int unnamed, int named) {
    return Failure.data(
        String.format(
            Locale.ROOT,
            "%s: column %d of the header has no name and would be read as \"%s\", but column %d is"
                + " called \"%s\"; expected a name of its own for every column",
            file,
            unnamed + 1,
            names.get(unnamed),
            named + 1,
            names.get(named)));
  }

  private static List<Path> files(
      SparkSession session, Map<String, String> options, List<String> paths) {
    return TextLines.of(session, options, paths).files().stream()
        .map(FileVersion::path)
        .sorted((a, b) -> CodePoints.ORDER.compare(a.toString(), b.toString()))
        .toList();
  }
}
