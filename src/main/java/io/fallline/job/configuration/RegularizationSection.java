package io.fallline.job.configuration;

/** The penalty l1‖w‖₁ + (l2/2)‖w‖², never on biases. */
public record RegularizationSection(double l1, double l2) {}
