package io.fallline.rates;

import io.fallline.core.network.NetworkSpec;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;

/**
 * A table, and what is to be learnt from it.
 *
 * @param classes 0 where labels are numbers
 * @param hidden widths of the hidden layers
 * @param features standardised
 * @param labels raw
 */
record RateProblem(
    String loss,
    Map<String, Double> lossSettings,
    int classes,
    List<Integer> hidden,
    double[][] features,
    double[] labels) {

  NetworkSpec network() {
    List<String> activations = Collections.nCopies(hidden.size(), "relu");
    return new NetworkSpec(
        features[0].length, hidden, activations, loss, lossSettings, classes, true, 0);
  }

  /** The same rows for another loss. */
  RateProblem with(String other, Map<String, Double> settings) {
    return new RateProblem(other, settings, classes, hidden, features, labels);
  }

  /** The same with labels in another unit. */
  RateProblem times(double factor) {
    double[] scaled = Arrays.stream(labels).map(label -> factor * label).toArray();
    return new RateProblem(loss, lossSettings, classes, hidden, features, scaled);
  }

  /** Of a model without features: the mean, the prior, the quantile of these labels. */
  double[] constant(double[] of) {
    double mean = Arrays.stream(of).average().orElseThrow();
    double[] sorted = Arrays.stream(of).sorted().toArray();
    return switch (loss) {
      case "mse" -> new double[] {mean};
      case "mae", "huber" -> new double[] {sorted[sorted.length / 2]};
      case "quantile" -> new double[] {sorted[(int) (lossSettings.get("tau") * sorted.length)]};
      case "poisson" -> new double[] {Math.log(mean)};
      case "logistic" -> new double[] {Math.log(mean / (1 - mean))};
      case "hinge" -> new double[] {mean > 0.5 ? 1 : -1};
      case "softmax" -> logShares(of);
      default -> throw new IllegalArgumentException(loss);
    };
  }

  private double[] logShares(double[] of) {
    double[] counts = new double[classes];
    for (double label : of) {
      counts[(int) label]++;
    }
    return Arrays.stream(counts).map(count -> Math.log(count / of.length)).toArray();
  }
}
