package io.fallline.data;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
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
   * month, 12D as the number 12 of Java, and whole numbers of more than 38 digits with sixteen.
   */
  private static final Pattern CHANGED =
      Pattern.compile(
          "[+-]?0[0-9]+([.,][0-9]*)?"
              + "|\\+[0-9]+"
              + "|T?[0-9]{1,2}:.*"
              + "|[0-9]{4}-[0-9]{1,2}"
              + "|[+-]?[0-9.]+([eE][+-]?[0-9]+)?[dDfF]"
              + "|[+-]?[0-9]{39,}");

  private static final String TEXT = "neither number nor date";

  private CsvTypes() {}

  /** Reads all rows once, unless the model reads every column. */
  static Map<String, DataType> infer(
      SparkSession session, Map<String, String> options, Table table, RowPlan plan) {
    List<Integer> others = others(table, plan);
    if (others.isEmpty()) {
      return Map.of();
    }
    StructField[] fields = table.schema().fields();
    String[] names = others.stream().map(i -> fields[i].name()).toArray(String[]::new);
    CSVOptions parsed = CsvOptions.inferring(session, options);
    int corrupt = table.schema().fieldIndex(Tables.CORRUPT);
    String locale = options.get("locale");
    NumberNotation notation = locale == null ? null : NumberNotation.of(locale);
    JavaRDD<String[]> texts = table.rows().map(row -> texts(row, others, corrupt, notation));
    StructType found =
        SparkFailures.run(
            table.name(),
            () ->
                SQLExecution.withSQLConfPropagated(
                    (org.apache.spark.sql.classic.SparkSession) session,
                    () -> new CSVInferSchema(parsed).infer(texts.rdd(), names)));
    Map<String, DataType> types = new HashMap<>();
    for (StructField field : found.fields()) {
      types.put(field.name(), type(field, plan.roles()));
    }
    return types;
  }

  /** A number that training read is one of double precision. */
  private static DataType type(StructField field, Roles roles) {
    boolean read = field.name().equals(roles.label()) || field.name().equals(roles.weight());
    return read && field.dataType() instanceof NumericType
        ? DataTypes.DoubleType
        : field.dataType();
  }

  private static List<Integer> others(Table table, RowPlan plan) {
    StructField[] fields = table.schema().fields();
    List<String> directories = table.partitionColumns();
    List<Integer> others = new ArrayList<>();
    for (int i = 0; i < fields.length; i++) {
      String name = fields[i].name();
      boolean text = fields[i].dataType() instanceof StringType && !directories.contains(name);
      if (text && !name.equals(Tables.CORRUPT) && !plan.reads(i)) {
        others.add(i);
      }
    }
    return others;
  }

  private static String[] texts(
      Row row, List<Integer> columns, int corrupt, NumberNotation notation) {
    String[] texts = new String[columns.size()];
    if (row.isNullAt(corrupt)) { // another row is refused when it is scored
      for (int i = 0; i < texts.length; i++) {
        String text = row.getString(columns.get(i));
        texts[i] = text != null && isChanged(text.strip(), notation) ? TEXT : text;
      }
    }
    return texts;
  }

  private static boolean isChanged(String text, NumberNotation notation) {
    if (CHANGED.matcher(text).matches()) {
      return true;
    }
    // to Spark a German 1.500 is one and a half, and 3,5 no number at all
    boolean marked = text.indexOf('.') >= 0 || text.indexOf(',') >= 0;
    return notation != null
        && marked
        && (notation.plain(text) != null || Numbers.parse(text) != null);
  }
}
