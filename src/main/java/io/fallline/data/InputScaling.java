package io.fallline.data;

import io.fallline.configuration.Scaling;

/** How one numeric input is scaled: what a {@link Scaling} comes to where it is known. */
enum InputScaling {
  /** Mean 0, population standard deviation 1. */
  STANDARD,
  /** Least 0, greatest 1. */
  MINMAX,
  /** Greatest magnitude 1. */
  MAXABS,
  NONE,
  /** Divided by its standard deviation where that is above 1: it is never enlarged. */
  SHRUNK
}
