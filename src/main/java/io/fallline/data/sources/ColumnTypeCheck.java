package io.fallline.data.sources;

import io.fallline.core.failure.Failure;
import io.fallline.core.loss.LabelKind;
import io.fallline.model.InputColumn.InputKind;
import org.apache.spark.ml.linalg.SQLDataTypes;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.BooleanType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.NullType;
import org.apache.spark.sql.types.NumericType;
import org.apache.spark.sql.types.StringType;
import org.apache.spark.sql.types.StructField;

/** What Spark's column types can be used for. */
public final class ColumnTypeCheck {
  /** Of those who train: a model's columns are what they are. */
  static final String REMEDY =
      "; list the column under data.categorical, data.hashed or data.ignore";

  private ColumnTypeCheck() {}

  /** The kind of a numeric feature; null where the column is neither a number nor a vector. */
  public static InputKind numeric(SourceTable table, int ordinal) {
    DataType type = table.schema().fields()[ordinal].dataType();
    boolean written = table.untyped() && type instanceof StringType;
    if (type instanceof NumericType || type instanceof BooleanType || written) {
      return InputKind.NUMBER;
    }
    boolean numbers = type instanceof ArrayType array && array.elementType() instanceof NumericType;
    return numbers || type.equals(SQLDataTypes.VectorType()) ? InputKind.VECTOR : null;
  }

  /**
   * @param remedy where a number was expected
   */
  static void require(SourceTable table, int ordinal, InputKind kind, String remedy) {
    StructField field = table.schema().fields()[ordinal];
    InputKind found = numeric(table, ordinal);
    if (kind.isNumeric() && found != kind) {
      throw refused(table, field, kind, remedy);
    }
    if (!kind.isNumeric() && found == null && !(field.dataType() instanceof StringType)) {
      String type = field.dataType().simpleString();
      if (!type.equals("date") && !type.startsWith("timestamp")) {
        throw refused(table, field, kind, remedy);
      }
    }
    if (!kind.isNumeric() && found == InputKind.VECTOR) {
      throw refused(table, field, kind, remedy);
    }
  }

  /**
   * @param kind what the loss takes
   */
  static void requireLabel(SourceTable table, int ordinal, LabelKind kind) {
    StructField field = table.schema().fields()[ordinal];
    DataType type = field.dataType();
    if (type instanceof NumericType
        || type instanceof BooleanType
        || type instanceof StringType
        || type instanceof NullType) {
      return; // a column of nothing but nulls is refused with its first row
    }
    throw Failure.data(
        "%s: column \"%s\" is of type %s, expected a label: %s",
        table.name(),
        field.name(),
        type.simpleString(),
        kind.isClass() ? "whole numbers, truth values or texts" : "a number");
  }

  public static Failure refused(SourceTable table, StructField field, InputKind kind) {
    return refused(table, field, kind, REMEDY);
  }

  private static Failure refused(
      SourceTable table, StructField field, InputKind kind, String remedy) {
    boolean text = field.dataType() instanceof StringType;
    String expected =
        switch (kind) {
          case NUMBER -> "a number";
          case VECTOR -> "a vector";
          case CATEGORICAL, HASHED -> "a text or a number";
        };
    return Failure.data(
        "%s: column \"%s\" is of type %s, expected %s%s",
        table.name(),
        field.name(),
        text ? "text" : field.dataType().simpleString(),
        expected,
        kind == InputKind.NUMBER ? remedy : "");
  }
}
