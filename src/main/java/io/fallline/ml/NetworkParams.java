// Generated from settings: mvn -Pgenerate test
package io.fallline.ml;

import org.apache.spark.ml.param.BooleanParam;
import org.apache.spark.ml.param.DoubleParam;
import org.apache.spark.ml.param.IntArrayParam;
import org.apache.spark.ml.param.Param;
import org.apache.spark.ml.param.StringArrayParam;

/**
 * The network: the section {@code model} of a configuration. What each means and its default:
 * {@code explainParams()}.
 */
public interface NetworkParams<S> extends SettingOwner<S> {
  default IntArrayParam layers() {
    return settings().wholes("layers");
  }

  default int[] getLayers() {
    return getOrDefault(layers());
  }

  /** model.layers: widths of hidden layers; empty: a linear model. */
  default S setLayers(int... value) {
    return with("layers", value);
  }

  default StringArrayParam activation() {
    return settings().texts("activation");
  }

  default String[] getActivation() {
    return getOrDefault(activation());
  }

  /** model.activation: of hidden layers: one for all, or a list, one a layer. */
  default S setActivation(String... value) {
    return with("activation", value);
  }

  default DoubleParam dropout() {
    return settings().number("dropout");
  }

  default double getDropout() {
    return (double) getOrDefault(dropout());
  }

  /** model.dropout: the share of hidden units left out of a step. */
  default S setDropout(double value) {
    return with("dropout", value);
  }

  default BooleanParam intercept() {
    return settings().flag("intercept");
  }

  default boolean getIntercept() {
    return (boolean) getOrDefault(intercept());
  }

  /** model.intercept: whether there are biases. */
  default S setIntercept(boolean value) {
    return with("intercept", value);
  }

  default Param<String> initialize() {
    return settings().text("initialize");
  }

  default String getInitialize() {
    return getOrDefault(initialize());
  }

  /** model.initialize: first weights: auto zeros xavier he normal. */
  default S setInitialize(String value) {
    return with("initialize", value);
  }

  default DoubleParam delta() {
    return settings().number("delta");
  }

  default double getDelta() {
    return (double) getOrDefault(delta());
  }

  /** model.delta: residuals up to this size count squared, larger ones linearly (huber). */
  default S setDelta(double value) {
    return with("delta", value);
  }

  default DoubleParam tau() {
    return settings().number("tau");
  }

  default double getTau() {
    return (double) getOrDefault(tau());
  }

  /** model.tau: the quantile that is predicted; 0.5 is the median (quantile). */
  default S setTau(double value) {
    return with("tau", value);
  }
}
