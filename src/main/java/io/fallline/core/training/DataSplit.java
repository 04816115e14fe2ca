package io.fallline.core.training;

/** What rows are used for. */
public enum DataSplit {
  TRAIN,
  VALIDATION,
  TEST
}
