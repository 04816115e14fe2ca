package io.fallline.core.activation;

import io.fallline.core.math.Elementary;

/** f(z) = tanh z = sign(z)·(1 − e^{−2|z|})/(1 + e^{−2|z|}); f′ = 1 − f². */
final class Tanh implements Activation {
  /** Below, 1 − e^{−2|z|} has too few digits left, and z − z³/3 is exact to float64. */
  private static final double SMALL = 1e-4;

  @Override
  public double of(double z) {
    return StrictMath.tanh(z);
  }

  @Override
  public double derivative(double z, double value) {
    return (1 - value) * (1 + value);
  }

  @Override
  public void apply(int length, float[] preActivations, float[] activations, double[] scratch) {
    for (int from = 0; from < length; from += scratch.length) {
      int count = Math.min(scratch.length, length - from);
      for (int i = 0; i < count; i++) {
        scratch[i] = -2 * Math.abs((double) preActivations[from + i]);
      }
      Elementary.exp(scratch, count);
      for (int i = 0; i < count; i++) {
        double z = preActivations[from + i];
        double size = Math.abs(z);
        double power = scratch[i];
        double value = size < SMALL ? size - size * size * size / 3 : (1 - power) / (1 + power);
        activations[from + i] = (float) Math.copySign(value, z);
      }
    }
  }

  @Override
  public void multiplyByDerivative(
      int length,
      float[] preActivations,
      float[] activations,
      float[] derivatives,
      double[] scratch) {
    for (int i = 0; i < length; i++) {
      derivatives[i] *= (1 - activations[i]) * (1 + activations[i]);
    }
  }
}
