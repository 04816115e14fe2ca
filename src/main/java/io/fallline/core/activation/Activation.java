package io.fallline.core.activation;

/** An activation function, by element. */
public interface Activation {
  /** f(z). */
  double of(double z);

  /** f′(z), given also f(z), from which some functions have it cheaper; at a kink 0. */
  double derivative(double z, double value);

  /**
   * {@code values ← f(sums)}, to the precision of {@link io.fallline.core.math.Elementary}.
   *
   * @param scratch some numbers; what they become does not matter
   */
  default void apply(int length, float[] sums, float[] values, double[] scratch) {
    for (int i = 0; i < length; i++) {
      values[i] = (float) of(sums[i]);
    }
  }

  /** {@code derivatives ← derivatives · f′}, given both sums and values. */
  default void multiplyByDerivative(
      int length, float[] sums, float[] values, float[] derivatives, double[] scratch) {
    for (int i = 0; i < length; i++) {
      derivatives[i] *= (float) derivative(sums[i], values[i]);
    }
  }
}
