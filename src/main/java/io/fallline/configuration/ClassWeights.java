package io.fallline.configuration;

import com.typesafe.config.ConfigObject;
import java.util.Map;
import java.util.TreeMap;

/**
 * The factors by which the weights of a class's rows are multiplied in training.
 *
 * @param balanced whether every class weighs the same in total
 * @param byClass factors by the class as the label column spells it; empty where balanced or where
 *     all are 1
 */
public record ClassWeights(boolean balanced, Map<String, Double> byClass) {
  public static final ClassWeights NONE = new ClassWeights(false, Map.of());
  public static final ClassWeights BALANCED = new ClassWeights(true, Map.of());

  private static final String BALANCED_WORD = "balanced";

  public boolean isNone() {
    return !balanced && byClass.isEmpty();
  }

  /** The word balanced, factors by class, or null. */
  static final class Type implements KeyType<ClassWeights> {
    @Override
    public ClassWeights read(SectionReader training, DeclaredKey key) {
      String name = key.name();
      if (training.isNull(name)) {
        return NONE;
      }
      if (training.value(name) instanceof ConfigObject) {
        SectionReader classes = training.section(name);
        Map<String, Double> byClass = new TreeMap<>();
        for (String label : classes.keys()) {
          byClass.put(
              label,
              classes.number(label, "a weight of 0 or more", x -> x >= 0 && Double.isFinite(x)));
        }
        return new ClassWeights(false, byClass);
      }
      if (training.isWord(name, BALANCED_WORD)) {
        return BALANCED;
      }
      throw training.refused(name, "balanced, weights such as {yes = 2, no = 1}, or null");
    }

    @Override
    public Object write(ClassWeights weights, DeclaredKey key) {
      return weights.balanced() ? BALANCED_WORD : weights.isNone() ? null : weights.byClass();
    }
  }
}
