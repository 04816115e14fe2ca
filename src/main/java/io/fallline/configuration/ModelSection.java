package io.fallline.configuration;

import io.fallline.configuration.ConfigKey.SettingsOf;
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
    @ConfigKey(
            defaultValue = "[]",
            description = "widths of hidden layers; empty: a linear model",
            param = "layers",
            type = KeyTypes.LayerWidths.class)
        List<Integer> layers,
    @ConfigKey(
            defaultValue = "relu",
            description = "of hidden layers: one for all, or a list, one a layer",
            param = "activation",
            name = "activation",
            type = KeyTypes.ActivationNames.class)
        List<String> activations,
    @ConfigKey(
            defaultValue = "mse",
            description = "what training makes small; it also says what the labels are",
            type = KeyTypes.ComponentName.class)
        String loss,
    @SettingsOf("loss") Map<String, Double> lossSettings,
    @ConfigKey(
            defaultValue = "0.0",
            description = "the share of hidden units left out of a step",
            param = "dropout",
            interval = "[0, 1)")
        double dropout,
    @ConfigKey(defaultValue = "true", description = "whether there are biases", param = "intercept")
        boolean intercept,
    @ConfigKey(
            defaultValue = "auto",
            description = "first weights: auto zeros xavier he normal",
            param = "initialize")
        Initialize initialize,
    @ConfigKey(
            defaultValue = "null",
            description = "start from this model directory, with its classes",
            type = HadoopPath.OptionalType.class,
            expected = "a model directory")
        Optional<String> initial) {

  /** How first weights are drawn. */
  public enum Initialize {
    AUTO,
    ZEROS,
    XAVIER,
    HE,
    NORMAL
  }
}
