package io.fallline.job.configuration;

import java.util.Map;

/**
 * What a row's weight is multiplied by in training.
 *
 * @param balanced every class weighs the same in total
 * @param byClass weights by the class as the label column spells it; empty where balanced or where
 *     all weigh 1
 */
public record ClassWeights(boolean balanced, Map<String, Double> byClass) {
  public static final ClassWeights NONE = new ClassWeights(false, Map.of());
  public static final ClassWeights BALANCED = new ClassWeights(true, Map.of());

  public boolean isNone() {
    return !balanced && byClass.isEmpty();
  }
}
