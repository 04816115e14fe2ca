package io.fallline.data.sources;

import io.fallline.core.failure.Failure;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.csv.CSVOptions;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/** Csv files whose header is known, to be opened as a table. */
record CsvSource(
    SparkSession session, List<String> paths, Map<String, String> options, CsvHeader header) {

  /**
   * @throws Failure DATA if there is no header, or one that cannot be used
   */
  static CsvSource open(SparkSession session, Map<String, String> given, List<String> paths) {
    Map<String, String> options = CsvOptions.of(given);
    CsvHeader header = CsvHeader.read(session, options, paths);
    if (header.names().isEmpty()) {
      throw Failure.data(String.join(", ", paths) + ": no header and no rows");
    }
    CSVOptions parsed = CsvOptions.parsed(session, options);
    int columns = header.names().size();
    if (columns >= parsed.maxColumns()) {
      // Spark's bound is there for files that are no csv; twice, so that a longer row is still cut
      options.put("maxColumns", Long.toString(Math.min(2L * columns, Integer.MAX_VALUE)));
    }
    boolean asWritten = header.unnamed().isEmpty();
    if (!asWritten && header.files().size() > 1) {
      CsvHeaderAgreement.requireEqual(session, options, new PathDisplay(paths), header);
    }
    options.put("enforceSchema", Boolean.toString(!asWritten));
    options.put("mode", "PERMISSIVE");
    options.put("columnPruning", "false");
    return new CsvSource(session, paths, options, header);
  }

  /** Every cell a text. */
  SourceTable table() {
    Optional<CsvLines> lines = CsvLines.of(this);
    if (lines.isEmpty()) {
      return table(Map.of());
    }
    StructType read = header.schema(Map.of()).add(SourceTables.CORRUPT, DataTypes.StringType);
    return new LineTable(
        new PathDisplay(paths),
        lines.get().lines(),
        read,
        parser(read),
        true,
        lines.get().reader(),
        () -> table(Map.of()));
  }

  /**
   * @param types of columns that Spark reads as something else than text
   */
  SparkTable table(Map<String, DataType> types) {
    StructType columns = header.schema(types);
    Function<SparkSession, Dataset<Row>> reader =
        SourceTables.keepingCorrupt("csv", paths, columns, options);
    Dataset<Row> data = reader.apply(session);
    StructType read = data.schema();
    return new SparkTable(new PathDisplay(paths), session, reader, data, read, parser(read), true);
  }

  private CsvRows parser(StructType read) {
    String locale = options.get("locale");
    return new CsvRows(
        read.fieldIndex(SourceTables.CORRUPT),
        header.names().size(),
        locale == null ? null : NumberNotation.of(locale),
        CsvAdvice.of(CsvOptions.parsed(session, options), header));
  }
}
