package io.fallline.configuration;

/** What becomes of a null or NaN feature. */
public enum MissingValues {
  /** It ends the job, naming the row. */
  ERROR,
  /** It counts as 0. */
  ZERO,
  /** It counts as the mean of the training rows that have a value. */
  MEAN
}
