package io.fallline.core.train;

/** What rows are used for. */
public enum Part {
  TRAIN,
  VALIDATION,
  TEST
}
