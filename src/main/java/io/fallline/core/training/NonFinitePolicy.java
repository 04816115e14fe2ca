package io.fallline.core.training;

/**
 * What happens when a loss, a gradient or a parameter is not a finite number: {@code
 * training.onNonFinite}.
 */
public enum NonFinitePolicy {
  /** Training ends. */
  FAIL,
  /** The batch is left out. */
  SKIP,
  /** Training goes back to where the epoch began, at half the learning rate. */
  ROLLBACK
}
