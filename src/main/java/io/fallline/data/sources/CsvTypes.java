package io.fallline.data.sources;

import io.fallline.model.NumberParser;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.csv.CSVInferSchema;
import org.apache.spark.sql.catalyst.csv.CSVOptions;
import org.apache.spark.sql.execution.SQLExecution;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.NumericType;
import org.apache.spark.sql.types.StringType;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/**
 * The types of csv columns that a model does not read, as Spark infers them; a column stays text
 * where one of its texts would come back as another.
 */
final class CsvTypes {
  /**
   * Spark reads 007 and +7 as 7, 12:30 as half past twelve of today, 2024-01 as the first of that
   * month, 12D and 0x1p3 as the numbers 12 and 8 of Java, and whole numbers of more than 38 digits
   * with sixteen.
   */
  private static final Pattern CHANGED =
      Pattern.compile(
          "[+-]?0[0-9]+([.,][0-9]*)?"
              + "|\\+[0-9]+"
              + "|T?[0-9]{1,2}:.*"
              + "|[0-9]{4}-[0-9]{1,2}"
              + "|[+-]?[0-9.]+([eE][+-]?[0-9]+)?[dDfF]"
              + "|[+-]?0[xX].*"
              + "|[+-]?[0-9]{39,}");

  /** Such as the version 1.10, which Spark reads as 1.1. */
  private static final Pattern TRAILING_ZERO = Pattern.compile("[+-]?[0-9]*[.][0-9]+0");

  /** Where other rows of the column have fractions, it is rounded if it is beyond 2^53. */
  private static final Pattern MANY_DIGITS = Pattern.compile("[+-]?[0-9]{16,}");

  private static final String TEXT = "neither number nor date";

  private CsvTypes() {}

  /** Reads all rows once, unless the model reads every column. */
  static Map<String, DataType> infer(
      SparkSession session, Map<String, String> options, SourceTable table, RowPlan plan) {
    List<Integer> others = others(table, plan);
    if (others.isEmpty()) {
      return Map.of();
    }
    StructField[] fields = table.schema().fields();
    // each twice: the second says whether the column has whole numbers of many digits
    String[] names =
        Stream.concat(others.stream(), others.stream())
            .map(i -> fields[i].name())
            .toArray(String[]::new);
    CSVOptions parsed = CsvOptions.inferring(session, options);
    String locale = options.get("locale");
    Reading reading =
        new Reading(
            others.stream().mapToInt(Integer::intValue).toArray(),
            others.stream().map(i -> isNumber(fields[i].name(), plan.roles())).toList(),
            table.schema().fieldIndex(SourceTables.CORRUPT),
            parsed.nullValue().isEmpty(),
            locale == null ? null : NumberNotation.of(locale));
    JavaRDD<String[]> texts = table.rows().map(reading::texts);
    StructType found =
        SparkFailures.run(
            table.name(),
            () ->
                SQLExecution.withSQLConfPropagated(
                    (org.apache.spark.sql.classic.SparkSession) session,
                    () -> new CSVInferSchema(parsed).infer(texts.rdd(), names)));
    Map<String, DataType> types = new HashMap<>();
    for (int i = 0; i < others.size(); i++) {
      boolean manyDigits = found.fields()[others.size() + i].dataType() instanceof NumericType;
      types.put(names[i], type(found.fields()[i], manyDigits, plan.roles()));
    }
    return types;
  }

  /** A number that training read is one of double precision. */
  private static DataType type(StructField field, boolean manyDigits, ColumnRoles roles) {
    if (isNumber(field.name(), roles)) {
      return field.dataType() instanceof NumericType ? DataTypes.DoubleType : field.dataType();
    }
    boolean rounded = manyDigits && field.dataType().equals(DataTypes.DoubleType);
    return rounded ? DataTypes.StringType : field.dataType();
  }

  /** Whether training may have read the column as numbers, which have no zeros to lose. */
  private static boolean isNumber(String column, ColumnRoles roles) {
    return column.equals(roles.label()) || column.equals(roles.weight());
  }

  private static List<Integer> others(SourceTable table, RowPlan plan) {
    StructField[] fields = table.schema().fields();
    Set<String> directories = Set.copyOf(table.partitionColumns());
    BitSet read = plan.read();
    List<Integer> others = new ArrayList<>();
    for (int i = 0; i < fields.length; i++) {
      String name = fields[i].name();
      boolean text = fields[i].dataType() instanceof StringType && !directories.contains(name);
      if (text && !name.equals(SourceTables.CORRUPT) && !read.get(i)) {
        others.add(i);
      }
    }
    return others;
  }

  /**
   * What Spark is shown of a row.
   *
   * @param columns by ordinal
   * @param numbers for each, whether training may have read it as numbers
   * @param emptyIsNull whether an empty cell is null to the reader of typed columns
   * @param notation null where it is everybody's
   */
  private record Reading(
      int[] columns,
      List<Boolean> numbers,
      int corrupt,
      boolean emptyIsNull,
      NumberNotation notation)
      implements Serializable {
    String[] texts(Row row) {
      int count = columns.length;
      String[] texts = new String[2 * count];
      if (!row.isNullAt(corrupt)) {
        return texts; // the row is refused when it is scored
      }
      for (int i = 0; i < count; i++) {
        String text = row.getString(columns[i]);
        if (text != null) {
          texts[i] = isChanged(text.strip(), numbers.get(i)) ? TEXT : text;
          texts[count + i] = MANY_DIGITS.matcher(text.strip()).matches() ? "1" : null;
        }
      }
      return texts;
    }

    private boolean isChanged(String text, boolean number) {
      if (CHANGED.matcher(text).matches()
          || (text.isEmpty() && !emptyIsNull)
          || (!number && TRAILING_ZERO.matcher(text).matches())) {
        return true;
      }
      // to Spark a German 1.500 is one and a half, and 3,5 no number at all
      boolean marked = text.indexOf('.') >= 0 || text.indexOf(',') >= 0;
      return notation != null
          && marked
          && (notation.plain(text) != null || NumberParser.parse(text) != null);
    }
  }
}
