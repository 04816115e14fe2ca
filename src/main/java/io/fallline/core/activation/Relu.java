package io.fallline.core.activation;

/** f(z) = max(0, z), in which NaN stays NaN. */
final class Relu implements Activation {
  @Override
  public double of(double z) {
    return Math.max(0, z);
  }

  @Override
  public double derivative(double z, double value) {
    return z <= 0 ? 0 : 1;
  }

  @Override
  public boolean isOneSided() {
    return true;
  }

  @Override
  public void apply(int length, float[] preActivations, float[] activations, double[] scratch) {
    for (int i = 0; i < length; i++) {
      activations[i] = Math.max(0, preActivations[i]);
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
      // not a branch, which nobody could predict: −value is negative unless value is 0, as integers
      // too
      int keep = -Float.floatToRawIntBits(activations[i]) >> 31;
      derivatives[i] = Float.intBitsToFloat(Float.floatToRawIntBits(derivatives[i]) & keep);
    }
  }
}
