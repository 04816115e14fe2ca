package io.fallline.core.activation;

/** f(z) = tanh z; f′ = 1 − f². */
final class Tanh implements Activation {
  @Override
  public double of(double z) {
    return StrictMath.tanh(z);
  }

  @Override
  public double slope(double z, double value) {
    return (1 - value) * (1 + value);
  }
}
