package io.fallline.data;

/**
 * How numbers are brought to a common size, in float64: (x − center) / scale; categories and hashed
 * columns stay 0 and 1.
 */
public enum Scaling {
  /** Mean 0, population standard deviation 1. */
  STANDARD,
  /** Least 0, greatest 1. */
  MINMAX,
  /** Greatest magnitude 1. */
  MAXABS,
  NONE
}
