package io.fallline.core.activation;

import io.fallline.core.math.Elementary;

/** f(z) = 1/(1 + e^{−z}), on the branch whose exponential cannot overflow; f′ = f(1 − f). */
final class Sigmoid implements Activation {
  private static final long ONE = Double.doubleToRawLongBits(1);

  @Override
  public double of(double z) {
    if (z >= 0) {
      return 1 / (1 + StrictMath.exp(-z));
    }
    double power = StrictMath.exp(z);
    return power / (1 + power);
  }

  @Override
  public double derivative(double z, double value) {
    return value * (1 - value);
  }

  @Override
  public void apply(int length, float[] preActivations, float[] activations, double[] scratch) {
    for (int from = 0; from < length; from += scratch.length) {
      int count = Math.min(scratch.length, length - from);
      for (int i = 0; i < count; i++) {
        scratch[i] = -Math.abs((double) preActivations[from + i]);
      }
      Elementary.exp(scratch, count);
      for (int i = 0; i < count; i++) {
        double power = scratch[i];
        activations[from + i] = (float) (oneOr(power, preActivations[from + i]) / (1 + power));
      }
    }
  }

  /** 1 where z ≥ 0, else the power; by bits, as a branch on signs at random is slow. */
  private static double oneOr(double power, float z) {
    long negative = Float.floatToRawIntBits(z) >> 31;
    return Double.longBitsToDouble(ONE ^ ((ONE ^ Double.doubleToRawLongBits(power)) & negative));
  }

  @Override
  public void multiplyByDerivative(
      int length,
      float[] preActivations,
      float[] activations,
      float[] derivatives,
      double[] scratch) {
    for (int i = 0; i < length; i++) {
      derivatives[i] *= activations[i] * (1 - activations[i]);
    }
  }
}
