package io.fallline.configuration;

/** The penalty l1‖w‖₁ + (l2/2)‖w‖², never on biases. */
public record RegularizationSection(
    @ConfigKey(
            defaultValue = "0.0",
            description = "l1 times the sum of absolute weights; never the biases",
            param = "l1",
            interval = "[0, )")
        double l1,
    @ConfigKey(
            defaultValue = "0.0",
            description = "l2/2 times the sum of squared weights; never the biases",
            param = "l2",
            interval = "[0, )")
        double l2) {}
