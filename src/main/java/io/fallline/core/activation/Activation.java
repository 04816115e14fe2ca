package io.fallline.core.activation;

/** An activation function, by element. */
public interface Activation {
  /** f(z). */
  double of(double z);

  /**
   * f′(z); at a kink 0.
   *
   * @param value f(z), from which some functions have the derivative cheaper
   */
  double derivative(double z, double value);

  /**
   * Whether about half of what comes in goes no further, as with {@code relu}: such a layer begins
   * with larger weights where {@code model.initialize} is {@code auto}.
   */
  default boolean isOneSided() {
    return false;
  }

  /**
   * {@code activations ← f(preActivations)}, to the precision of {@link
   * io.fallline.core.math.Elementary}.
   *
   * @param length how many elements are computed
   * @param scratch some numbers; what they become does not matter
   */
  default void apply(int length, float[] preActivations, float[] activations, double[] scratch) {
    for (int i = 0; i < length; i++) {
      activations[i] = (float) of(preActivations[i]);
    }
  }

  /**
   * {@code derivatives ← derivatives · f′(preActivations)}: the step of backpropagation through the
   * function.
   *
   * @param activations f(preActivations)
   * @param derivatives ∂loss/∂activations; receives ∂loss/∂preActivations
   */
  default void multiplyByDerivative(
      int length,
      float[] preActivations,
      float[] activations,
      float[] derivatives,
      double[] scratch) {
    for (int i = 0; i < length; i++) {
      derivatives[i] *= (float) derivative(preActivations[i], activations[i]);
    }
  }
}
