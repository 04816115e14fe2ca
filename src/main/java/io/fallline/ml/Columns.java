package io.fallline.ml;

import org.apache.spark.ml.param.Param;
import org.apache.spark.ml.param.Params;
import org.apache.spark.ml.util.SchemaUtils;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/** Params that name a column. */
final class Columns {
  private Columns() {}

  /** Null where it is not set, or set to nothing, as Spark's columns may be. */
  static String of(Params owner, Param<String> param) {
    String column = owner.isDefined(param) ? owner.getOrDefault(param) : "";
    return column.isEmpty() ? null : column;
  }

  /** The columns that training takes besides a predictor's. */
  static void add(Params owner, SettingParams settings) {
    settings.add(new Param<String>(owner, "weightCol", "weights of rows; not set: 1"));
    settings.add(new Param<String>(owner, "offsetCol", "what is added to a row's score"));
    settings.add(
        new Param<String>(
            owner, "validationIndicatorCol", "true: a row to validate on; false: to train on"));
  }

  /**
   * Of the columns that training takes, looks at those that Spark does not look at itself.
   *
   * @throws IllegalArgumentException if one is missing or of a type that cannot be used
   */
  static void check(TrainingParams<?> estimator, StructType schema) {
    checkOffset(estimator, schema);
    String indicator = of(estimator, estimator.validationIndicatorCol());
    if (indicator != null) {
      SchemaUtils.checkColumnType(schema, indicator, DataTypes.BooleanType, "");
    }
    String splitBy = of(estimator, estimator.splitByCol());
    if (splitBy != null) {
      SchemaUtils.getSchemaField(schema, splitBy);
    }
  }

  /** The same for the only one of them that a model takes. */
  static void checkOffset(SharedParams<?> owner, StructType schema) {
    String offset = of(owner, owner.offsetCol());
    if (offset != null) {
      SchemaUtils.checkNumericType(schema, offset, "");
    }
  }
}
