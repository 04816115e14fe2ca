package io.fallline.core.activation;

/** f(z) = z. */
final class IdentityActivation implements Activation {
  @Override
  public double of(double z) {
    return z;
  }

  @Override
  public double derivative(double z, double value) {
    return 1;
  }
}
