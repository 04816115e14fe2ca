package io.fallline.core.activation;

/** f(z) = z above 0, 0.01·z below. */
final class LeakyRelu implements Activation {
  private static final double LEAK = 0.01;

  @Override
  public double of(double z) {
    return z < 0 ? LEAK * z : z;
  }

  @Override
  public double derivative(double z, double value) {
    if (z == 0) {
      return 0;
    }
    return z < 0 ? LEAK : 1;
  }
}
