package io.fallline.suites;

import io.fallline.ml.MiniBatchClassifier;
import io.fallline.ml.MiniBatchRegressor;

/**
 * The Params of one of MLlib's linear models that say which objective it minimises, and how ours
 * says the same (docs/from-mllib.md).
 *
 * @param standardization whether penalties act on the columns divided by their deviations
 */
record MllibSettings(
    double regParam,
    double elasticNetParam,
    boolean standardization,
    boolean fitIntercept,
    boolean weighted) {

  /** A model without a penalty, over which standardization has no say. */
  static MllibSettings plain(boolean fitIntercept, boolean weighted) {
    return new MllibSettings(0, 0, true, fitIntercept, weighted);
  }

  /** Sets what LogisticRegression and LinearSVC minimise. */
  MiniBatchClassifier on(MiniBatchClassifier estimator) {
    estimator
        .setL1(regParam * elasticNetParam)
        .setL2(regParam * (1 - elasticNetParam))
        .setScaling(scaling())
        .setIntercept(fitIntercept);
    return weighted ? estimator.setWeightCol("weight") : estimator;
  }

  /**
   * Sets what LinearRegression minimises: half the mean square of residuals that are divided by the
   * label's deviation, where {@code mse} has neither the half nor the division.
   */
  MiniBatchRegressor on(MiniBatchRegressor estimator, double labelDeviation) {
    estimator
        .setL1(2 * regParam * elasticNetParam)
        .setL2(regParam == 0 ? 0 : 2 * regParam * (1 - elasticNetParam) / labelDeviation)
        .setScaling(scaling())
        .setIntercept(fitIntercept);
    return weighted ? estimator.setWeightCol("weight") : estimator;
  }

  /** Without a penalty, scaled columns have the same minimum and a shorter way to it. */
  private String scaling() {
    return standardization || regParam == 0 ? "standard" : "none";
  }
}
