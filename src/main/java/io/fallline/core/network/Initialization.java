package io.fallline.core.network;

import io.fallline.core.math.RandomStream;
import io.fallline.core.setting.FactoryRegistry;
import io.fallline.core.setting.Hyperparameters;
import io.fallline.core.setting.NameSuggestion;
import io.fallline.core.setting.SettingException;
import java.util.List;

/**
 * Initializes the parameters that training starts from. Biases are 0; a weight is normal with mean
 * 0 and a deviation that depends on its layer.
 *
 * <ul>
 *   <li>{@code zeros}: 0; right for a linear model, while hidden units would stay equal for ever
 *   <li>{@code xavier}: √(2/(inputs + outputs)); Glorot and Bengio 2010
 *   <li>{@code he}: √(2/inputs), for units that pass half of what comes in; He et al. 2015
 *   <li>{@code normal}: 0.01
 *   <li>{@code auto}: zeros without hidden layers, else he where a layer's activation is one-sided,
 *       xavier elsewhere
 * </ul>
 */
public final class Initialization {
  public static final List<String> NAMES = List.copyOf(registry().names());

  private static final double SMALL = 0.01;

  /** Keeps these numbers apart from what else is drawn with the same seed. */
  private static final long PURPOSE = 0x696e697469616cL;

  private Initialization() {}

  /** The standard deviation of a layer's first weights. */
  private interface Initializer {
    double deviation(NetworkSpec spec, int layer);
  }

  private static FactoryRegistry<Initializer> registry() {
    return new FactoryRegistry<Initializer>("initialization")
        .add("auto", settings -> Initialization::automatic)
        .add("zeros", settings -> (spec, layer) -> 0)
        .add("xavier", settings -> Initialization::xavier)
        .add("he", settings -> Initialization::he)
        .add("normal", settings -> (spec, layer) -> SMALL);
  }

  /**
   * @throws SettingException if nothing is named {@code how}
   */
  public static double[] initialize(String how, NetworkSpec spec, long seed) {
    if (!NAMES.contains(how)) {
      throw new SettingException(
          "initialize",
          "initialize is "
              + how
              + ", expected one of "
              + String.join(", ", NAMES)
              + NameSuggestion.didYouMean(how, NAMES));
    }
    Initializer initializer = registry().create(how, Hyperparameters.defaults());
    ParameterLayout layout = ParameterLayout.of(spec);
    double[] parameters = new double[layout.size()];
    for (int layer = 0; layer < spec.layers(); layer++) {
      double deviation = initializer.deviation(spec, layer);
      if (deviation > 0) {
        RandomStream stream = RandomStream.of(PURPOSE, seed, layer);
        int from = layout.weight(layer);
        int to = from + spec.inputsOf(layer) * spec.outputsOf(layer);
        for (int i = from; i < to; i++) {
          parameters[i] = deviation * stream.nextGaussian();
        }
      }
    }
    return parameters;
  }

  private static double automatic(NetworkSpec spec, int layer) {
    if (spec.hidden().isEmpty()) {
      return 0;
    }
    boolean hidden = layer < spec.hidden().size();
    return hidden && spec.createActivation(layer).isOneSided()
        ? he(spec, layer)
        : xavier(spec, layer);
  }

  private static double xavier(NetworkSpec spec, int layer) {
    return Math.sqrt(2 / ((double) spec.inputsOf(layer) + spec.outputsOf(layer)));
  }

  private static double he(NetworkSpec spec, int layer) {
    return Math.sqrt(2.0 / spec.inputsOf(layer));
  }
}
