package io.fallline.ml;

import io.fallline.core.setting.NameSuggestion;
import java.util.List;
import org.apache.spark.ml.PredictorParams;
import org.apache.spark.ml.linalg.SQLDataTypes;
import org.apache.spark.ml.param.Param;
import org.apache.spark.ml.param.Params;
import org.apache.spark.ml.util.SchemaUtils;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.NumericType;
import org.apache.spark.sql.types.StringType;
import org.apache.spark.sql.types.StructType;

/** Params that name a column. */
final class ColumnParamChecks {
  private ColumnParamChecks() {}

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
   * Checks the label before Spark does, which does not name a remedy.
   *
   * @param classes whether labels are class indices, rather than numbers
   * @throws IllegalArgumentException if it is there and no number
   */
  static <E extends TrainingParams<E> & PredictorParams> void checkLabel(
      E estimator, StructType schema, boolean classes) {
    String label = estimator.getLabelCol();
    if (!has(schema, label) || schema.apply(label).dataType() instanceof NumericType) {
      return; // that there is none is what Spark says
    }
    DataType type = schema.apply(label).dataType();
    boolean text = type instanceof StringType;
    String quoted = "\"" + label + "\"";
    String cast = "withColumn(" + quoted + ", col(" + quoted + ").cast(\"double\"))";
    String indexer = "StringIndexer(inputCol=" + quoted + ", outputCol=\"" + label + "Index\")";
    String remedy =
        (classes && text ? indexer : cast)
            + (classes ? " makes class indices 0, 1, … of it" : " makes numbers of it")
            + (!classes && text ? "; where texts are classes, take MiniBatchClassifier" : "");
    // Spark's own words for it, which programs and its test suite look for
    throw ParamNames.refused(
        "%s: Column %s must be of type numeric but was actually of type %s; %s",
        estimator.uid(), label, type.simpleString(), remedy);
  }

  /**
   * The same of features, for an estimator or a model.
   *
   * @throws IllegalArgumentException if they are there and no vector
   */
  static void checkFeatures(PredictorParams owner, StructType schema) {
    String features = owner.getFeaturesCol();
    if (!has(schema, features)) {
      throw ParamNames.refused(
          "%s: the rows have no column \"%s\" of features%s; VectorAssembler makes a vector of columns "
              + "of numbers, and featuresCol names it",
          owner.uid(), features, NameSuggestion.didYouMean(features, List.of(schema.fieldNames())));
    }
    DataType type = schema.apply(features).dataType();
    if (!type.equals(SQLDataTypes.VectorType())) {
      throw ParamNames.refused(
          "%s: the column \"%s\" is %s, expected a vector; %s",
          owner.uid(),
          features,
          type.simpleString(),
          type instanceof ArrayType
              ? "array_to_vector makes one"
              : "VectorAssembler makes one of columns of numbers");
    }
  }

  private static boolean has(StructType schema, String column) {
    return List.of(schema.fieldNames()).contains(column);
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
