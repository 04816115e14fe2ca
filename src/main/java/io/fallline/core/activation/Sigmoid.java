package io.fallline.core.activation;

/** f(z) = 1/(1 + e^{−z}), on the branch whose exponential cannot overflow; f′ = f(1 − f). */
final class Sigmoid implements Activation {
  @Override
  public double of(double z) {
    if (z >= 0) {
      return 1 / (1 + StrictMath.exp(-z));
    }
    double power = StrictMath.exp(z);
    return power / (1 + power);
  }

  @Override
  public double slope(double z, double value) {
    return value * (1 - value);
  }
}
