// Generated from settings: mvn -Pgenerate test
package io.fallline.ml;

import org.apache.spark.ml.param.BooleanParam;
import org.apache.spark.ml.param.DoubleParam;
import org.apache.spark.ml.param.Param;

/**
 * The update rule and its settings, and penalties on weights: the sections {@code optimizer} and
 * {@code regularization} of a configuration. What each means and its default: {@code
 * explainParams()}.
 */
public interface OptimizerParams<S> extends SettingOwner<S> {
  default Param<String> rule() {
    return settings().text("rule");
  }

  default String getRule() {
    return getOrDefault(rule());
  }

  /** optimizer.rule: the update rule; its settings stand beside it. */
  default S setRule(String value) {
    return with("rule", value);
  }

  default DoubleParam learningRate() {
    return settings().number("learningRate");
  }

  default double getLearningRate() {
    return (double) getOrDefault(learningRate());
  }

  /**
   * optimizer.learningRate: the base rate, before the schedule; auto: found by short trials on the
   * first rows.
   */
  default S setLearningRate(double value) {
    return with("learningRate", value);
  }

  default DoubleParam l1() {
    return settings().number("l1");
  }

  default double getL1() {
    return (double) getOrDefault(l1());
  }

  /** regularization.l1: l1 times the sum of absolute weights; never the biases. */
  default S setL1(double value) {
    return with("l1", value);
  }

  default DoubleParam l2() {
    return settings().number("l2");
  }

  default double getL2() {
    return (double) getOrDefault(l2());
  }

  /** regularization.l2: l2/2 times the sum of squared weights; never the biases. */
  default S setL2(double value) {
    return with("l2", value);
  }

  default DoubleParam beta() {
    return settings().number("beta");
  }

  default double getBeta() {
    return (double) getOrDefault(beta());
  }

  /**
   * optimizer.beta: added to the divisor of each coordinate's rate; a larger one shortens the first
   * steps (ftrl).
   */
  default S setBeta(double value) {
    return with("beta", value);
  }

  default DoubleParam beta1() {
    return settings().number("beta1");
  }

  default double getBeta1() {
    return (double) getOrDefault(beta1());
  }

  /**
   * optimizer.beta1: decay of the running mean of gradients; closer to 1 remembers longer (adam,
   * amsgrad, adamw, adamax, nadam, radam); weight of the running mean beside the present gradient
   * in a step's direction; closer to 1 follows the mean (lion).
   */
  default S setBeta1(double value) {
    return with("beta1", value);
  }

  default DoubleParam beta2() {
    return settings().number("beta2");
  }

  default double getBeta2() {
    return (double) getOrDefault(beta2());
  }

  /**
   * optimizer.beta2: decay of the running mean of squared gradients; closer to 1 remembers longer
   * (adam, amsgrad, adamw, nadam, radam); decay of the running maximum of gradients; closer to 1
   * remembers longer (adamax); decay of the running mean of gradients; closer to 1 remembers longer
   * (lion).
   */
  default S setBeta2(double value) {
    return with("beta2", value);
  }

  default BooleanParam centered() {
    return settings().flag("centered");
  }

  default boolean getCentered() {
    return (boolean) getOrDefault(centered());
  }

  /**
   * optimizer.centered: whether the square of the mean gradient is taken out of the divisor, so
   * that steady gradients make longer steps (rmsprop).
   */
  default S setCentered(boolean value) {
    return with("centered", value);
  }

  default DoubleParam epsilon() {
    return settings().number("epsilon");
  }

  default double getEpsilon() {
    return (double) getOrDefault(epsilon());
  }

  /**
   * optimizer.epsilon: added to the divisor; a larger one shortens steps where gradients are small
   * (adagrad, rmsprop, adam, amsgrad, adamw, nadam, radam); added under both roots; a larger one
   * makes the first steps longer (adadelta); added to the size of each gradient; a larger one
   * shortens steps where gradients are small (adamax).
   */
  default S setEpsilon(double value) {
    return with("epsilon", value);
  }

  default DoubleParam ruleL1() {
    return settings().number("ruleL1");
  }

  default double getRuleL1() {
    return (double) getOrDefault(ruleL1());
  }

  /**
   * optimizer.l1: the L1 penalty inside the rule; a larger one makes more weights exactly 0 (ftrl).
   */
  default S setRuleL1(double value) {
    return with("ruleL1", value);
  }

  default DoubleParam ruleL2() {
    return settings().number("ruleL2");
  }

  default double getRuleL2() {
    return (double) getOrDefault(ruleL2());
  }

  /** optimizer.l2: the L2 penalty inside the rule; a larger one keeps weights smaller (ftrl). */
  default S setRuleL2(double value) {
    return with("ruleL2", value);
  }

  default DoubleParam momentum() {
    return settings().number("momentum");
  }

  default double getMomentum() {
    return (double) getOrDefault(momentum());
  }

  /**
   * optimizer.momentum: share of the last step that the next one keeps; closer to 1 remembers
   * longer and moves faster (momentum, nesterov).
   */
  default S setMomentum(double value) {
    return with("momentum", value);
  }

  default DoubleParam momentumDecay() {
    return settings().number("momentumDecay");
  }

  default double getMomentumDecay() {
    return (double) getOrDefault(momentumDecay());
  }

  /**
   * optimizer.momentumDecay: how fast the momentum rises to beta1; a larger one rises faster
   * (nadam).
   */
  default S setMomentumDecay(double value) {
    return with("momentumDecay", value);
  }

  default DoubleParam rho() {
    return settings().number("rho");
  }

  default double getRho() {
    return (double) getOrDefault(rho());
  }

  /**
   * optimizer.rho: decay of the running means of squared gradients and squared steps; closer to 1
   * remembers longer (adadelta); decay of the running mean of squared gradients; closer to 1
   * remembers longer (rmsprop).
   */
  default S setRho(double value) {
    return with("rho", value);
  }

  default DoubleParam weightDecay() {
    return settings().number("weightDecay");
  }

  default double getWeightDecay() {
    return (double) getOrDefault(weightDecay());
  }

  /**
   * optimizer.weightDecay: share of a weight that a step takes off, times the learning rate; a
   * larger one keeps weights smaller (adamw, lion).
   */
  default S setWeightDecay(double value) {
    return with("weightDecay", value);
  }
}
