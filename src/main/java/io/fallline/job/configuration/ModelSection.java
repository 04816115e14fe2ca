package io.fallline.job.configuration;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The network and its loss.
 *
 * @param layers widths of the hidden layers; empty: a linear model
 * @param activations one a hidden layer
 * @param lossSettings all that this loss reads, defaults included
 * @param initial a model directory to start from
 */
public record ModelSection(
    List<Integer> layers,
    List<String> activations,
    String loss,
    Map<String, Double> lossSettings,
    double dropout,
    boolean intercept,
    Initialize initialize,
    Optional<String> initial) {

  ModelSection startingAt(String model) {
    return new ModelSection(
        layers,
        activations,
        loss,
        lossSettings,
        dropout,
        intercept,
        initialize,
        Optional.of(model));
  }

  /** How the first weights are drawn. */
  public enum Initialize {
    AUTO,
    ZEROS,
    XAVIER,
    HE,
    NORMAL
  }
}
