package io.fallline.core.training;

/** The split of the data that a row belongs to. */
public enum DataSplit {
  TRAIN,
  VALIDATION,
  TEST
}
