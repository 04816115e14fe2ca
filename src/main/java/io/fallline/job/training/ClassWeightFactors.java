package io.fallline.job.training;

import io.fallline.configuration.ClassWeights;
import io.fallline.core.failure.Failure;
import io.fallline.core.setting.NameSuggestion;
import io.fallline.model.LabelClasses;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/** What a training row's weight is multiplied by for its class. */
final class ClassWeightFactors {
  private ClassWeightFactors() {}

  /**
   * @param totals the rows' weights by class
   * @return a factor a class, or null where classes count alike
   * @throws Failure (configuration) if a weight is given to something that is no class
   */
  static double[] of(ClassWeights weights, LabelClasses classes, double[] totals) {
    if (weights.isNone()) {
      return null;
    }
    return weights.balanced() ? balanced(totals) : byClass(weights, classes);
  }

  /** W/(K·W_c): every class weighs the same in total. */
  private static double[] balanced(double[] totals) {
    // not a stream's sum, which Java may make in other ways from release to release
    double all = 0;
    for (double total : totals) {
      all += total;
    }
    double sum = all;
    return Arrays.stream(totals)
        .map(total -> total > 0 ? sum / (totals.length * total) : 0)
        .toArray();
  }

  private static double[] byClass(ClassWeights weights, LabelClasses classes) {
    double[] factors = new double[classes.size()];
    Arrays.fill(factors, 1);
    Map<Integer, String> named = new HashMap<>();
    weights
        .byClass()
        .forEach(
            (name, weight) -> {
              int index = classes.indexOf(name);
              if (index < 0) {
                throw Failure.configuration(
                    "training.classWeights has a weight for \"%s\", which is no class%s (there are %s)",
                    name,
                    NameSuggestion.didYouMean(name, classes.names()),
                    String.join(", ", classes.names()));
              }
              String other = named.put(index, name);
              if (other != null) {
                throw Failure.configuration(
                    "training.classWeights has two weights for one class: %s and %s", other, name);
              }
              factors[index] = weight;
            });
    return factors;
  }
}
