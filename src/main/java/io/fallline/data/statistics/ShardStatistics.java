package io.fallline.data.statistics;

import java.io.Serializable;

/** Sums over the rows of some adjacent shards. */
final class ShardStatistics implements Serializable {
  private static final long serialVersionUID = 3L;

  long rows;
  long weighing; // rows with a weight above 0: the only ones that anything is learnt from
  double weight;
  final double[] classWeights;
  private final int numbers;
  ColumnMoments moments; // set when all rows have been added

  /**
   * @param numbers how many numeric inputs there are
   */
  ShardStatistics(int classes, int numbers) {
    classWeights = new double[classes];
    this.numbers = numbers;
  }

  void addRow(double rowWeight) {
    rows++;
    weighing += rowWeight > 0 ? 1 : 0;
    weight += rowWeight;
  }

  ShardStatistics add(ShardStatistics right) {
    rows += right.rows;
    weighing += right.weighing;
    weight += right.weight;
    for (int i = 0; i < classWeights.length; i++) {
      classWeights[i] += right.classWeights[i];
    }
    moments = moments.plus(right.moments, numbers);
    return this;
  }

  /** With a place for every number in the moments. */
  ShardStatistics ofAllNumbers() {
    moments = moments.ofAll(numbers);
    return this;
  }
}
