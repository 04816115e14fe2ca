// Generated from settings: mvn -Pgenerate test
package io.fallline.ml;

import org.apache.spark.ml.param.BooleanParam;
import org.apache.spark.ml.param.DoubleParam;
import org.apache.spark.ml.param.IntParam;
import org.apache.spark.ml.param.Param;

/**
 * When training ends early: the sections {@code training.stop} and {@code training.earlyStopping}
 * of a configuration. What each means and its default: {@code explainParams()}.
 */
public interface StoppingParams<S> extends SettingOwner<S> {
  default DoubleParam stopGradientNorm() {
    return settings().number("stopGradientNorm");
  }

  default double getStopGradientNorm() {
    return (double) getOrDefault(stopGradientNorm());
  }

  /** training.stop.gradientNorm: ends the training when the gradient is no longer than this. */
  default S setStopGradientNorm(double value) {
    return with("stopGradientNorm", value);
  }

  default DoubleParam stopLoss() {
    return settings().number("stopLoss");
  }

  default double getStopLoss() {
    return (double) getOrDefault(stopLoss());
  }

  /** training.stop.loss: ends the training when a step's loss is no larger than this. */
  default S setStopLoss(double value) {
    return with("stopLoss", value);
  }

  default DoubleParam stopMinutes() {
    return settings().number("stopMinutes");
  }

  default double getStopMinutes() {
    return (double) getOrDefault(stopMinutes());
  }

  /** training.stop.minutes: ends the training after so many minutes. */
  default S setStopMinutes(double value) {
    return with("stopMinutes", value);
  }

  default Param<String> earlyStoppingMetric() {
    return settings().text("earlyStoppingMetric");
  }

  default String getEarlyStoppingMetric() {
    return getOrDefault(earlyStoppingMetric());
  }

  /**
   * training.earlyStopping.metric: a metric of the validation rows, or loss; null: off; loss where
   * another key of this section is set.
   */
  default S setEarlyStoppingMetric(String value) {
    return with("earlyStoppingMetric", value);
  }

  default IntParam earlyStoppingPatience() {
    return settings().whole("earlyStoppingPatience");
  }

  default int getEarlyStoppingPatience() {
    return (int) getOrDefault(earlyStoppingPatience());
  }

  /** training.earlyStopping.patience: epochs without improvement. */
  default S setEarlyStoppingPatience(int value) {
    return with("earlyStoppingPatience", value);
  }

  default DoubleParam earlyStoppingMinDelta() {
    return settings().number("earlyStoppingMinDelta");
  }

  default double getEarlyStoppingMinDelta() {
    return (double) getOrDefault(earlyStoppingMinDelta());
  }

  /** training.earlyStopping.minDelta: less than this is no improvement. */
  default S setEarlyStoppingMinDelta(double value) {
    return with("earlyStoppingMinDelta", value);
  }

  default BooleanParam earlyStoppingRestoreBest() {
    return settings().flag("earlyStoppingRestoreBest");
  }

  default boolean getEarlyStoppingRestoreBest() {
    return (boolean) getOrDefault(earlyStoppingRestoreBest());
  }

  /** training.earlyStopping.restoreBest: the model is that of the best epoch. */
  default S setEarlyStoppingRestoreBest(boolean value) {
    return with("earlyStoppingRestoreBest", value);
  }
}
