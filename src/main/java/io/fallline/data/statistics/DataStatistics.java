package io.fallline.data.statistics;

import io.fallline.model.Encoding;
import io.fallline.model.LabelClasses;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What the training rows were like, which a later training compares with its own. Rows count by
 * their weights; of each numeric input, zeros are counted in and missing values left out.
 *
 * @param rows how many there are, those of weight 0 among them
 * @param weight of all rows together
 * @param labelWeights by class, in class order; empty where labels are numbers
 * @param inputs the names of the first numeric inputs, at most {@link #MOST_INPUTS}
 * @param means 0 where every value is missing, as are deviations
 * @param deviations the roots of the mean squared distances from the mean
 * @param missingShares of the weight of all rows
 */
public record DataStatistics(
    long rows,
    double weight,
    Map<String, Double> labelWeights,
    List<String> inputs,
    double[] means,
    double[] deviations,
    double[] missingShares) {

  /** They are written beside a model and compared by people; wide rows are mostly hashes or ids. */
  public static final int MOST_INPUTS = 10_000;

  public DataStatistics {
    labelWeights = Collections.unmodifiableMap(new LinkedHashMap<>(labelWeights));
    inputs = List.copyOf(inputs);
  }

  public static DataStatistics of(Encoding encoding, ShardStatistics statistics) {
    ColumnMoments moments = statistics.moments;
    int held = Math.min(moments.mean.length, MOST_INPUTS);
    double[] means = new double[held];
    double[] deviations = new double[held];
    double[] missingShares = new double[held];
    for (int i = 0; i < held; i++) {
      means[i] = moments.meanWithZeros(i, statistics.weighing, statistics.weight);
      deviations[i] =
          Math.sqrt(moments.varianceWithZeros(i, statistics.weighing, statistics.weight));
      missingShares[i] = moments.missingWeight(i) / statistics.weight;
    }
    return new DataStatistics(
        statistics.rows,
        statistics.weight,
        labelWeights(encoding.classes(), statistics.classWeights),
        encoding.inputNames(held),
        means,
        deviations,
        missingShares);
  }

  private static Map<String, Double> labelWeights(LabelClasses classes, double[] weights) {
    Map<String, Double> byClass = new LinkedHashMap<>();
    for (int i = 0; i < weights.length; i++) {
      byClass.put(classes.names().get(i), weights[i]);
    }
    return byClass;
  }
}
