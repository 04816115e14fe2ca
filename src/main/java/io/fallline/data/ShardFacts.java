package io.fallline.data;

import java.io.Serializable;

/** Sums over the rows of some adjacent shards. */
final class ShardFacts implements Serializable {
  private static final long serialVersionUID = 1L;

  long rows;
  double weight;
  final double[] classWeights;
  final Moments moments;

  ShardFacts(int classes, int numbers) {
    classWeights = new double[classes];
    moments = new Moments(numbers);
  }

  ShardFacts add(ShardFacts right) {
    rows += right.rows;
    weight += right.weight;
    for (int i = 0; i < classWeights.length; i++) {
      classWeights[i] += right.classWeights[i];
    }
    moments.add(right.moments);
    return this;
  }
}
