package io.fallline.ml;

import org.apache.spark.ml.param.Param;
import org.apache.spark.ml.param.Params;

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
    addOffset(owner, settings);
    settings.add(
        new Param<String>(
            owner, "validationIndicatorCol", "true: a row to validate on; false: to train on"));
  }

  static void addOffset(Params owner, SettingParams settings) {
    settings.add(new Param<String>(owner, "offsetCol", "what is added to a row's score"));
  }
}
