package io.fallline.data.records;

import io.fallline.core.training.DataSplit;
import io.fallline.model.Murmur128;
import java.io.Serializable;

/**
 * Which split a row of the training paths belongs to, from its content (or its splitBy value)
 * alone, so that equal rows never straddle two splits.
 *
 * @param validation the share of rows that is held out for validation
 * @param test the share of rows that is held out for the test
 */
public record SplitRule(double validation, double test, long seed) implements Serializable {
  private static final long GOLDEN = 0x9e3779b97f4a7c15L;

  /** The share that is held out for a split; of the training split, none is. */
  public double share(DataSplit split) {
    return switch (split) {
      case TRAIN -> 0;
      case VALIDATION -> validation;
      case TEST -> test;
    };
  }

  public DataSplit of(long hash) {
    long mixed = Murmur128.finish(hash ^ Murmur128.finish(seed + GOLDEN));
    double drawn = (mixed >>> 11) * 0x1p-53;
    if (drawn < test) {
      return DataSplit.TEST;
    }
    return drawn < test + validation ? DataSplit.VALIDATION : DataSplit.TRAIN;
  }
}
