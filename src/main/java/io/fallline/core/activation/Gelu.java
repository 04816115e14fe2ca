package io.fallline.core.activation;

/**
 * f(z) = z·Φ(z), with Φ the normal distribution function itself and not its approximation by tanh;
 * f′ = Φ(z) + z·φ(z).
 *
 * <p>Hendrycks and Gimpel, "Gaussian Error Linear Units", 2016.
 */
final class Gelu implements Activation {
  @Override
  public double of(double z) {
    return z * StandardNormal.cumulative(z);
  }

  @Override
  public double derivative(double z, double value) {
    return StandardNormal.cumulative(z) + z * StandardNormal.density(z);
  }
}
