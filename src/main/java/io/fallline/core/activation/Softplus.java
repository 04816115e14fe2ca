package io.fallline.core.activation;

/** f(z) = log(1 + e^z) = max(0, z) + log(1 + e^{−|z|}); f′ = sigmoid. */
final class Softplus implements Activation {
  @Override
  public double of(double z) {
    return Math.max(0, z) + StrictMath.log1p(StrictMath.exp(-Math.abs(z)));
  }

  @Override
  public double derivative(double z, double value) {
    if (z >= 0) {
      return 1 / (1 + StrictMath.exp(-z));
    }
    double power = StrictMath.exp(z);
    return power / (1 + power);
  }
}
