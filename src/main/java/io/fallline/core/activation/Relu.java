package io.fallline.core.activation;

/** f(z) = max(0, z). The comparisons are written so that NaN stays NaN. */
final class Relu implements Activation {
  @Override
  public double of(double z) {
    return z <= 0 ? 0 : z;
  }

  @Override
  public double slope(double z, double value) {
    return z <= 0 ? 0 : 1;
  }
}
