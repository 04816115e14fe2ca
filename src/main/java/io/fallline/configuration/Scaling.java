package io.fallline.configuration;

/**
 * How numbers are brought to a common size, in float64: (x − center) / scale; categories and hashed
 * columns stay 0 and 1. What is learnt of the training rows counts each by its weight.
 */
public enum Scaling {
  /**
   * {@link #STANDARD} for dense columns; sparse ones stay as they are, or are divided by their
   * standard deviation where that is above 1; zeros and ones stay zeros and ones.
   */
  AUTO,
  /** Mean 0, population standard deviation 1. */
  STANDARD,
  /** Least 0, greatest 1. */
  MINMAX,
  /** Greatest magnitude 1. */
  MAXABS,
  NONE
}
