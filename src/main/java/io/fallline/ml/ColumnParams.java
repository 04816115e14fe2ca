package io.fallline.ml;

import org.apache.spark.ml.param.Param;

/** Columns of rows besides those that every Spark predictor has. */
public interface ColumnParams<S> extends SettingOwner<S> {
  default Param<String> weightCol() {
    return settings().text("weightCol");
  }

  default String getWeightCol() {
    return getOrDefault(weightCol());
  }

  default S setWeightCol(String value) {
    return with("weightCol", value);
  }

  default Param<String> offsetCol() {
    return settings().text("offsetCol");
  }

  default String getOffsetCol() {
    return getOrDefault(offsetCol());
  }

  default S setOffsetCol(String value) {
    return with("offsetCol", value);
  }

  default Param<String> validationIndicatorCol() {
    return settings().text("validationIndicatorCol");
  }

  default String getValidationIndicatorCol() {
    return getOrDefault(validationIndicatorCol());
  }

  default S setValidationIndicatorCol(String value) {
    return with("validationIndicatorCol", value);
  }
}
