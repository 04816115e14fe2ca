package io.fallline.suites;

import io.fallline.ml.MiniBatchClassifier;
import io.fallline.ml.MiniBatchRegressor;

/**
 * A way to the minimum that is exact enough for the constants of Spark's suites: steps over all
 * rows with Nesterov's momentum.
 *
 * @param steps each of them an epoch
 */
record Descent(double learningRate, double momentum, int steps) {
  MiniBatchClassifier classifier() {
    return new MiniBatchClassifier()
        .setRule("nesterov")
        .setMomentum(momentum)
        .setLearningRate(learningRate)
        .setFullBatch(true)
        .setEpochs(steps);
  }

  MiniBatchRegressor regressor() {
    return new MiniBatchRegressor()
        .setRule("nesterov")
        .setMomentum(momentum)
        .setLearningRate(learningRate)
        .setFullBatch(true)
        .setEpochs(steps);
  }
}
