package io.fallline.core.activation;

/**
 * f(z) = z above 0, e^z − 1 below.
 *
 * <p>Clevert et al., "Fast and Accurate Deep Network Learning by Exponential Linear Units", 2016,
 * with α = 1, for which the derivative has no jump at 0.
 */
final class Elu implements Activation {
  @Override
  public double of(double z) {
    return z < 0 ? StrictMath.expm1(z) : z;
  }

  @Override
  public double derivative(double z, double value) {
    return z < 0 ? 1 + value : 1;
  }
}
