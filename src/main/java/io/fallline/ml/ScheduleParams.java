// Generated from settings: mvn -Pgenerate test
package io.fallline.ml;

import org.apache.spark.ml.param.DoubleParam;
import org.apache.spark.ml.param.LongParam;
import org.apache.spark.ml.param.Param;

/**
 * How the learning rate moves: the section {@code schedule} of a configuration. What each means and
 * its default: {@code explainParams()}.
 */
public interface ScheduleParams<S> extends SettingOwner<S> {
  default Param<String> schedule() {
    return settings().text("schedule");
  }

  default String getSchedule() {
    return getOrDefault(schedule());
  }

  /** schedule.type: how the learning rate moves; its settings stand beside it. */
  default S setSchedule(String value) {
    return with("schedule", value);
  }

  default LongParam warmupSteps() {
    return settings().wide("warmupSteps");
  }

  default long getWarmupSteps() {
    return (long) getOrDefault(warmupSteps());
  }

  /** schedule.warmupSteps: steps over which the rate rises linearly to its base. */
  default S setWarmupSteps(long value) {
    return with("warmupSteps", value);
  }

  default Param<String> scheduleMetric() {
    return settings().text("scheduleMetric");
  }

  default String getScheduleMetric() {
    return getOrDefault(scheduleMetric());
  }

  /** schedule.metric: what plateau watches; null: the validation loss. */
  default S setScheduleMetric(String value) {
    return with("scheduleMetric", value);
  }

  default DoubleParam scheduleDecay() {
    return settings().number("scheduleDecay");
  }

  default double getScheduleDecay() {
    return (double) getOrDefault(scheduleDecay());
  }

  /** schedule.decay: how fast the rate falls; after 1/decay steps it has halved (inverseTime). */
  default S setScheduleDecay(double value) {
    return with("scheduleDecay", value);
  }

  default DoubleParam scheduleDivide() {
    return settings().number("scheduleDivide");
  }

  default double getScheduleDivide() {
    return (double) getOrDefault(scheduleDivide());
  }

  /** schedule.divide: the first rate is the base rate divided by this (oneCycle). */
  default S setScheduleDivide(double value) {
    return with("scheduleDivide", value);
  }

  default DoubleParam scheduleEndRate() {
    return settings().number("scheduleEndRate");
  }

  default double getScheduleEndRate() {
    return (double) getOrDefault(scheduleEndRate());
  }

  /** schedule.endRate: the rate at the end (polynomial, cosine, oneCycle). */
  default S setScheduleEndRate(double value) {
    return with("scheduleEndRate", value);
  }

  default DoubleParam scheduleEveryEpochs() {
    return settings().number("scheduleEveryEpochs");
  }

  default double getScheduleEveryEpochs() {
    return (double) getOrDefault(scheduleEveryEpochs());
  }

  /** schedule.everyEpochs: epochs from one fall to the next (step). */
  default S setScheduleEveryEpochs(double value) {
    return with("scheduleEveryEpochs", value);
  }

  default DoubleParam scheduleFactor() {
    return settings().number("scheduleFactor");
  }

  default double getScheduleFactor() {
    return (double) getOrDefault(scheduleFactor());
  }

  /**
   * schedule.factor: what the rate is multiplied by at each fall; smaller falls further (step,
   * plateau).
   */
  default S setScheduleFactor(double value) {
    return with("scheduleFactor", value);
  }

  default DoubleParam scheduleGamma() {
    return settings().number("scheduleGamma");
  }

  default double getScheduleGamma() {
    return (double) getOrDefault(scheduleGamma());
  }

  /**
   * schedule.gamma: what the rate is multiplied by at each epoch; smaller falls faster
   * (exponential).
   */
  default S setScheduleGamma(double value) {
    return with("scheduleGamma", value);
  }

  default DoubleParam schedulePatience() {
    return settings().number("schedulePatience");
  }

  default double getSchedulePatience() {
    return (double) getOrDefault(schedulePatience());
  }

  /** schedule.patience: epochs without improvement before the rate falls (plateau). */
  default S setSchedulePatience(double value) {
    return with("schedulePatience", value);
  }

  default DoubleParam schedulePeak() {
    return settings().number("schedulePeak");
  }

  default double getSchedulePeak() {
    return (double) getOrDefault(schedulePeak());
  }

  /** schedule.peak: share of the steps over which the rate rises (oneCycle). */
  default S setSchedulePeak(double value) {
    return with("schedulePeak", value);
  }

  default DoubleParam schedulePower() {
    return settings().number("schedulePower");
  }

  default double getSchedulePower() {
    return (double) getOrDefault(schedulePower());
  }

  /**
   * schedule.power: the shape of the way down; 1 is a straight line, more falls earlier
   * (polynomial).
   */
  default S setSchedulePower(double value) {
    return with("schedulePower", value);
  }
}
