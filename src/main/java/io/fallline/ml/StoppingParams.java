package io.fallline.ml;

import org.apache.spark.ml.param.BooleanParam;
import org.apache.spark.ml.param.DoubleParam;
import org.apache.spark.ml.param.IntParam;
import org.apache.spark.ml.param.Param;

/**
 * When training ends early: {@code training.stop} and {@code training.earlyStopping} of a
 * configuration. What each means and its default: {@code explainParams()}.
 */
public interface StoppingParams<S> extends SettingOwner<S> {
  default DoubleParam stopGradientNorm() {
    return settings().number("stopGradientNorm");
  }

  default double getStopGradientNorm() {
    return (double) getOrDefault(stopGradientNorm());
  }

  default S setStopGradientNorm(double value) {
    return with("stopGradientNorm", value);
  }

  default DoubleParam stopLoss() {
    return settings().number("stopLoss");
  }

  default double getStopLoss() {
    return (double) getOrDefault(stopLoss());
  }

  default S setStopLoss(double value) {
    return with("stopLoss", value);
  }

  default DoubleParam stopMinutes() {
    return settings().number("stopMinutes");
  }

  default double getStopMinutes() {
    return (double) getOrDefault(stopMinutes());
  }

  default S setStopMinutes(double value) {
    return with("stopMinutes", value);
  }

  default Param<String> earlyStoppingMetric() {
    return settings().text("earlyStoppingMetric");
  }

  default String getEarlyStoppingMetric() {
    return getOrDefault(earlyStoppingMetric());
  }

  default S setEarlyStoppingMetric(String value) {
    return with("earlyStoppingMetric", value);
  }

  default IntParam earlyStoppingPatience() {
    return settings().whole("earlyStoppingPatience");
  }

  default int getEarlyStoppingPatience() {
    return (int) getOrDefault(earlyStoppingPatience());
  }

  default S setEarlyStoppingPatience(int value) {
    return with("earlyStoppingPatience", value);
  }

  default DoubleParam earlyStoppingMinDelta() {
    return settings().number("earlyStoppingMinDelta");
  }

  default double getEarlyStoppingMinDelta() {
    return (double) getOrDefault(earlyStoppingMinDelta());
  }

  default S setEarlyStoppingMinDelta(double value) {
    return with("earlyStoppingMinDelta", value);
  }

  default BooleanParam earlyStoppingRestoreBest() {
    return settings().flag("earlyStoppingRestoreBest");
  }

  default boolean getEarlyStoppingRestoreBest() {
    return (boolean) getOrDefault(earlyStoppingRestoreBest());
  }

  default S setEarlyStoppingRestoreBest(boolean value) {
    return with("earlyStoppingRestoreBest", value);
  }
}
