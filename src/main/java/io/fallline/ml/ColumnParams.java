package io.fallline.ml;

/** Columns of rows besides those that every Spark predictor has. */
public interface ColumnParams<S> extends SharedParams<S> {
  default S setWeightCol(String value) {
    return with("weightCol", value);
  }

  default S setOffsetCol(String value) {
    return with("offsetCol", value);
  }

  default S setValidationIndicatorCol(String value) {
    return with("validationIndicatorCol", value);
  }
}
