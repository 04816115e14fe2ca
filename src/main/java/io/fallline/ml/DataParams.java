// Generated from settings: mvn -Pgenerate test
package io.fallline.ml;

import org.apache.spark.ml.param.DoubleParam;
import org.apache.spark.ml.param.IntParam;
import org.apache.spark.ml.param.LongParam;
import org.apache.spark.ml.param.Param;

/**
 * What becomes of the rows: the section {@code data} of a configuration. What each means and its
 * default: {@code explainParams()}.
 */
public interface DataParams<S> extends SettingOwner<S> {
  default DoubleParam validationFraction() {
    return settings().number("validationFraction");
  }

  default double getValidationFraction() {
    return (double) getOrDefault(validationFraction());
  }

  /**
   * data.validation: a fraction, held out by content; or a path or a list of paths; auto: a tenth
   * where epochs are auto and rows at least 1,000, else 0.
   */
  default S setValidationFraction(double value) {
    return with("validationFraction", value);
  }

  default Param<String> splitByCol() {
    return settings().text("splitByCol");
  }

  default String getSplitByCol() {
    return getOrDefault(splitByCol());
  }

  /** data.splitBy: rows with equal value in this column stay on one side of the split. */
  default S setSplitByCol(String value) {
    return with("splitByCol", value);
  }

  default LongParam splitSeed() {
    return settings().wide("splitSeed");
  }

  default long getSplitSeed() {
    return (long) getOrDefault(splitSeed());
  }

  /** data.splitSeed: another seed, another split. */
  default S setSplitSeed(long value) {
    return with("splitSeed", value);
  }

  default Param<String> missing() {
    return settings().text("missing");
  }

  default String getMissing() {
    return getOrDefault(missing());
  }

  /** data.missing: null and NaN: error zero mean. */
  default S setMissing(String value) {
    return with("missing", value);
  }

  default Param<String> scaling() {
    return settings().text("scaling");
  }

  default String getScaling() {
    return getOrDefault(scaling());
  }

  /**
   * data.scaling: auto standard minmax maxabs none; auto: standard for dense columns; sparse rows
   * are never centred.
   */
  default S setScaling(String value) {
    return with("scaling", value);
  }

  default Param<String> labelScaling() {
    return settings().text("labelScaling");
  }

  default String getLabelScaling() {
    return getOrDefault(labelScaling());
  }

  /**
   * data.labelScaling: of regressions, inside the training: auto none; auto: to a size near 1 where
   * the learning rate is auto.
   */
  default S setLabelScaling(String value) {
    return with("labelScaling", value);
  }

  default Param<String> order() {
    return settings().text("order");
  }

  default String getOrder() {
    return getOrDefault(order());
  }

  /**
   * data.order: canonical: by content; source: as read, so that files and cores change the result.
   */
  default S setOrder(String value) {
    return with("order", value);
  }

  default IntParam shards() {
    return settings().whole("shards");
  }

  default int getShards() {
    return (int) getOrDefault(shards());
  }

  /** data.shards: a power of two; auto: from the row count. */
  default S setShards(int value) {
    return with("shards", value);
  }

  default Param<String> storage() {
    return settings().text("storage");
  }

  default String getStorage() {
    return getOrDefault(storage());
  }

  /** data.storage: of shards: memory memory-and-disk disk. */
  default S setStorage(String value) {
    return with("storage", value);
  }
}
