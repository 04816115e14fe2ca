package io.fallline.core.optimizer;

/**
 * The penalties of the {@code regularization} section; a rule says which of them it can be combined
 * with.
 */
public enum Penalty {
  L1,
  L2
}
