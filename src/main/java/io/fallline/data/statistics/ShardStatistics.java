package io.fallline.data.statistics;

import java.io.Serializable;

/** Sums over the rows of some adjacent shards. */
final class ShardStatistics implements Serializable {
  private static final long serialVersionUID = 2L;

  long rows;
  long weighing; // rows with a weight above 0: the only ones that anything is learnt from
  double weight;
  final double[] classWeights;
  final ColumnMoments moments;

  /**
   * @param weighted whether rows may weigh anything but 1
   */
  ShardStatistics(int classes, int numbers, boolean weighted) {
    classWeights = new double[classes];
    moments = new ColumnMoments(numbers, weighted);
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
    moments.add(right.moments);
    return this;
  }
}
