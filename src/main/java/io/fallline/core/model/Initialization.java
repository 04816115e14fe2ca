package io.fallline.core.model;

import io.fallline.core.math.RandomStream;
import io.fallline.core.setting.NameSuggestion;
import io.fallline.core.setting.SettingException;
import java.util.List;
import java.util.Set;

/**
 * The parameters that training starts from. Biases are 0; a weight is normal with mean 0 and a
 * deviation that depends on its layer.
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
  public static final List<String> NAMES = List.of("auto", "zeros", "xavier", "he", "normal");

  private static final Set<String> ONE_SIDED =
      Set.of("relu", "leakyRelu", "elu", "gelu", "softplus");
  private static final double SMALL = 0.01;

  /** Keeps these numbers apart from what else is drawn with the same seed. */
  private static final long PURPOSE = 0x696e697469616cL;

  private Initialization() {}

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
    ParameterLayout layout = ParameterLayout.of(spec);
    double[] parameters = new double[layout.size()];
    for (int layer = 0; layer < spec.layers(); layer++) {
      double deviation = deviation(how, spec, layer);
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

  private static double deviation(String how, NetworkSpec spec, int layer) {
    double inputs = spec.inputsOf(layer);
    return switch (how.equals("auto") ? automatic(spec, layer) : how) {
      case "xavier" -> Math.sqrt(2 / (inputs + spec.outputsOf(layer)));
      case "he" -> Math.sqrt(2 / inputs);
      case "normal" -> SMALL;
      default -> 0;
    };
  }

  private static String automatic(NetworkSpec spec, int layer) {
    if (spec.hidden().isEmpty()) {
      return "zeros";
    }
    boolean hidden = layer < spec.hidden().size();
    return hidden && ONE_SIDED.contains(spec.activations().get(layer)) ? "he" : "xavier";
  }
}
