// Generated from settings: mvn -Pgenerate test
package io.fallline.ml;

import org.apache.spark.ml.param.BooleanParam;
import org.apache.spark.ml.param.DoubleParam;
import org.apache.spark.ml.param.IntParam;
import org.apache.spark.ml.param.LongParam;
import org.apache.spark.ml.param.Param;

/**
 * How long, how and on what engine training runs: the section {@code training} of a configuration.
 * What each means and its default: {@code explainParams()}.
 */
public interface TrainingLoopParams<S> extends SettingOwner<S> {
  default IntParam batchSize() {
    return settings().whole("batchSize");
  }

  default int getBatchSize() {
    return (int) getOrDefault(batchSize());
  }

  /** training.batchSize: rows a step, or "full". */
  default S setBatchSize(int value) {
    return with("batchSize", value);
  }

  default BooleanParam fullBatch() {
    return settings().flag("fullBatch");
  }

  default boolean getFullBatch() {
    return (boolean) getOrDefault(fullBatch());
  }

  /** training.batchSize: a step takes all rows, not batchSize rows. */
  default S setFullBatch(boolean value) {
    return with("fullBatch", value);
  }

  default IntParam epochs() {
    return settings().whole("epochs");
  }

  default int getEpochs() {
    return (int) getOrDefault(epochs());
  }

  /** training.epochs: how often every row is visited; auto: until the watched loss has settled. */
  default S setEpochs(int value) {
    return with("epochs", value);
  }

  default LongParam maxSteps() {
    return settings().wide("maxSteps");
  }

  default long getMaxSteps() {
    return (long) getOrDefault(maxSteps());
  }

  /** training.maxSteps: ends the training after so many steps. */
  default S setMaxSteps(long value) {
    return with("maxSteps", value);
  }

  /** training.seed: random seed of first weights, row order and dropout. */
  default S setSeed(long value) {
    return with("seed", value);
  }

  default Param<String> engine() {
    return settings().text("engine");
  }

  default String getEngine() {
    return getOrDefault(engine());
  }

  /** training.engine: auto resident jobs local. */
  default S setEngine(String value) {
    return with("engine", value);
  }

  default Param<String> kernels() {
    return settings().text("kernels");
  }

  default String getKernels() {
    return getOrDefault(kernels());
  }

  /** training.kernels: whose matrix products: auto native vector java portable. */
  default S setKernels(String value) {
    return with("kernels", value);
  }

  default Param<String> finish() {
    return settings().text("finish");
  }

  default String getFinish() {
    return getOrDefault(finish());
  }

  /**
   * training.finish: auto none; auto: a small smooth linear model whose rate and epochs are auto
   * ends with Newton steps.
   */
  default S setFinish(String value) {
    return with("finish", value);
  }

  default Param<String> lastBatch() {
    return settings().text("lastBatch");
  }

  default String getLastBatch() {
    return getOrDefault(lastBatch());
  }

  /**
   * training.lastBatch: the shorter batch at the end of an epoch: keep (averaged over its own rows)
   * drop (left out) scale (divided by the weight of a full batch, so that a row counts the same in
   * each).
   */
  default S setLastBatch(String value) {
    return with("lastBatch", value);
  }

  default DoubleParam clipNorm() {
    return settings().number("clipNorm");
  }

  default double getClipNorm() {
    return (double) getOrDefault(clipNorm());
  }

  /** training.clipNorm: a gradient longer than this is shortened to it. */
  default S setClipNorm(double value) {
    return with("clipNorm", value);
  }

  default DoubleParam clipValue() {
    return settings().number("clipValue");
  }

  default double getClipValue() {
    return (double) getOrDefault(clipValue());
  }

  /** training.clipValue: gradient coordinates are cut to this size, before clipNorm. */
  default S setClipValue(double value) {
    return with("clipValue", value);
  }

  default Param<String> onNonFinite() {
    return settings().text("onNonFinite");
  }

  default String getOnNonFinite() {
    return getOrDefault(onNonFinite());
  }

  /** training.onNonFinite: a loss or gradient that is not finite: fail skip rollback. */
  default S setOnNonFinite(String value) {
    return with("onNonFinite", value);
  }
}
