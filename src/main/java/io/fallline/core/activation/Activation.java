package io.fallline.core.activation;

/** An activation function, by element. */
public interface Activation {
  /** f(z). */
  double of(double z);

  /** f′(z), given also f(z), from which some functions have it cheaper; at a kink 0. */
  double slope(double z, double value);
}
