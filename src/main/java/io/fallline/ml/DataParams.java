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
  default Param<String> missing() {
    return settings().text("missing");
  }

  default String getMissing() {
    return getOrDefault(missing());
  }

  default S setMissing(String value) {
    return with("missing", value);
  }

  default Param<String> scaling() {
    return settings().text("scaling");
  }

  default String getScaling() {
    return getOrDefault(scaling());
  }

  default S setScaling(String value) {
    return with("scaling", value);
  }

  default Param<String> labelScaling() {
    return settings().text("labelScaling");
  }

  default String getLabelScaling() {
    return getOrDefault(labelScaling());
  }

  default S setLabelScaling(String value) {
    return with("labelScaling", value);
  }

  default Param<String> order() {
    return settings().text("order");
  }

  default String getOrder() {
    return getOrDefault(order());
  }

  default S setOrder(String value) {
    return with("order", value);
  }

  default IntParam shards() {
    return settings().whole("shards");
  }

  default int getShards() {
    return (int) getOrDefault(shards());
  }

  default S setShards(int value) {
    return with("shards", value);
  }

  default Param<String> storage() {
    return settings().text("storage");
  }

  default String getStorage() {
    return getOrDefault(storage());
  }

  default S setStorage(String value) {
    return with("storage", value);
  }

  default DoubleParam validationFraction() {
    return settings().number("validationFraction");
  }

  default double getValidationFraction() {
    return (double) getOrDefault(validationFraction());
  }

  default S setValidationFraction(double value) {
    return with("validationFraction", value);
  }

  default LongParam splitSeed() {
    return settings().wide("splitSeed");
  }

  default long getSplitSeed() {
    return (long) getOrDefault(splitSeed());
  }

  default S setSplitSeed(long value) {
    return with("splitSeed", value);
  }

  default Param<String> splitByCol() {
    return settings().text("splitByCol");
  }

  default String getSplitByCol() {
    return getOrDefault(splitByCol());
  }

  default S setSplitByCol(String value) {
    return with("splitByCol", value);
  }
}
