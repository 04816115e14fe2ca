package io.fallline.data.sources;

import io.fallline.core.failure.Failure;
import io.fallline.model.BadRow;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/** Opens sources by the name of their format. */
public final class SourceTables {
  public static final String CORRUPT = "_corrupt_record";
  private static final String BASE = "basePath";

  private final SparkSession session;
  private final String format;
  private final Map<String, String> options;

  public SourceTables(SparkSession session, String format, Map<String, String> options) {
    this.session = session;
    this.format = format;
    this.options =
        TextFiles.are(format, options)
            ? TextFiles.measured(format, options, session.sparkContext().hadoopConfiguration())
            : options;
  }

  /**
   * The same for paths in a directory whose own directories are columns.
   *
   * @param directory null where Spark may decide which directories these are
   */
  public SourceTables below(String directory) {
    boolean given = options.keySet().stream().anyMatch(BASE::equalsIgnoreCase);
    if (directory == null || given || format.equals("libsvm")) { // whose rows have no such columns
      return this;
    }
    Map<String, String> with = new LinkedHashMap<>(options);
    with.put(BASE, directory);
    return new SourceTables(session, format, with);
  }

  /**
   * @param features of libsvm: how many, or 0 to take the largest index of all {@code related}
   *     paths
   * @throws Failure DATA if a path is missing or unreadable
   */
  public SourceTable open(List<String> paths, List<String> related, int features) {
    try {
      return SparkFailures.run(String.join(", ", paths), () -> opened(paths, related, features));
    } catch (RuntimeException failed) {
      throw ThirdPartySources.explained(
              new PathDisplay(paths).all(), format, options, session.version(), failed)
          .<RuntimeException>map(failure -> failure)
          .orElse(failed);
    }
  }

  private SourceTable opened(List<String> paths, List<String> related, int features) {
    return switch (format) {
      case "csv" -> csv(paths);
      case "json" -> json(paths);
      case "libsvm" -> {
        requireFiles(related); // all of them are read, for the largest index
        yield LibsvmTable.open(session, options, paths, related, features);
      }
      case "idx" -> IdxTable.open(session, paths);
      case "table" -> catalogue(paths);
      case "jdbc" -> database(paths);
      case "parquet", "orc" -> plain(requireFiles(paths));
      default -> plain(paths);
    };
  }

  /**
   * The same for rows that are written again with what a model predicts for them: columns that the
   * model does not read have the types that Spark infers where the files have none.
   */
  public SourceTable openToPredict(List<String> paths, int features, ColumnRoles roles) {
    if (!format.equals("csv")) {
      return open(paths, paths, features);
    }
    return SparkFailures.run(
        String.join(", ", paths),
        () -> {
          requireFiles(paths);
          CsvSource source = CsvSource.open(session, options, paths);
          SourceTable texts = source.table();
          RowPlan plan = RowPlan.toScore(texts, roles, false);
          return source.table(CsvTypes.infer(session, source.options(), texts, plan));
        });
  }

  private SourceTable csv(List<String> paths) {
    requireFiles(paths);
    return CsvSource.open(session, options, paths).table();
  }

  private SourceTable json(List<String> paths) {
    requireFiles(paths);
    StructType found =
        session.read().format("json").options(options).load(patterns(paths)).schema();
    StructType columns =
        new StructType(
            Arrays.stream(found.fields())
                .filter(field -> !field.name().equals(CORRUPT))
                .toArray(StructField[]::new));
    Map<String, String> all = new LinkedHashMap<>(options);
    all.put("mode", "PERMISSIVE");
    return permissive(paths, columns, all, "not a JSON object of the other rows' types");
  }

  /** Has Spark keep what it cannot parse in a column of its own, so that the row can be named. */
  private SourceTable permissive(
      List<String> paths, StructType columns, Map<String, String> all, String complaint) {
    Function<SparkSession, Dataset<Row>> reader = keepingCorrupt(format, paths, columns, all);
    Dataset<Row> data = reader.apply(session);
    StructType read = data.schema();
    int corrupt = read.fieldIndex(CORRUPT);
    RawRowParser parser =
        row -> {
          if (!row.isNullAt(corrupt)) {
            throw new BadRow(complaint + ": " + abbreviated(row.getString(corrupt)));
          }
          return row;
        };
    return new SparkTable(new PathDisplay(paths), session, reader, data, read, parser, false);
  }

  static Function<SparkSession, Dataset<Row>> keepingCorrupt(
      String format, List<String> paths, StructType columns, Map<String, String> options) {
    StructType withCorrupt = columns.add(CORRUPT, DataTypes.StringType);
    Map<String, String> all = new LinkedHashMap<>(options);
    all.put("columnNameOfCorruptRecord", CORRUPT);
    return in ->
        in.read()
            .format(format)
            .schema(withCorrupt)
            .options(all)
            .load(SourceFiles.patterns(paths, in.sparkContext().hadoopConfiguration()));
  }

  private SourceTable catalogue(List<String> names) {
    if (names.size() != 1) {
      throw Failure.data("data.format table takes one table, found " + String.join(", ", names));
    }
    return spark(names, in -> in.read().options(options).table(names.get(0)));
  }

  /** The name is that of a table, unless the options have one, or a query. */
  private SourceTable database(List<String> names) {
    if (names.size() != 1) {
      throw Failure.data("data.format jdbc takes one table, found " + String.join(", ", names));
    }
    Map<String, String> all = new LinkedHashMap<>(options);
    boolean given =
        options.keySet().stream()
            .anyMatch(name -> name.equalsIgnoreCase("dbtable") || name.equalsIgnoreCase("query"));
    if (!given) {
      all.put("dbtable", names.get(0));
    }
    return spark(names, in -> in.read().format("jdbc").options(all).load());
  }

  private SourceTable plain(List<String> paths) {
    return spark(paths, in -> in.read().format(format).options(options).load(patterns(paths)));
  }

  private SourceTable spark(List<String> names, Function<SparkSession, Dataset<Row>> reader) {
    Dataset<Row> data = reader.apply(session);
    return new SparkTable(
        new PathDisplay(names), session, reader, data, data.schema(), RawRowParser.NONE, false);
  }

  private String[] patterns(List<String> paths) {
    return SourceFiles.patterns(paths, session.sparkContext().hadoopConfiguration());
  }

  private List<String> requireFiles(List<String> paths) {
    SourceFiles.require(paths, session.sparkContext().hadoopConfiguration());
    if (TextFiles.are(format, options)) {
      TextFiles.refuseLongLines(session, options, paths);
    }
    return paths;
  }

  static String abbreviated(String text) {
    String line = text.strip().replaceAll("\\s+", " ");
    return line.length() <= 80 ? line : line.substring(0, 80) + "…";
  }
}
