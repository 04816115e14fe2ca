package io.fallline.data.records;

import io.fallline.core.training.DataSplit;
import java.io.Serializable;
import java.util.List;
import org.apache.spark.SparkContext;

/**
 * How many buckets the records of each split are sorted into; those of one split stand together.
 * The numbers decide how much is sorted at once, and never a result.
 */
public record BucketLayout(int train, int validation, int test) implements Serializable {
  /** Of a source: a bucket is in memory while it is sorted, and read by few tasks. */
  private static final long BYTES_OF_A_BUCKET = 8L << 20;

  private static final long MOST_BYTES_OF_A_BUCKET = 64L << 20;
  private static final long BYTES_OF_A_SMALL_BUCKET = 256L << 10;
  private static final int SMALL_BUCKETS = 2;
  private static final int WHERE_SIZE_IS_UNKNOWN = 60;
  private static final long UNKNOWN = 1L << 50;

  /** Up to 200, Spark writes a file for each bucket, and needs no memory for them. */
  private static final int MOST_TOGETHER = 180;

  private static final int TASKS_OF_AN_EXECUTOR = 4;

  /** Of buckets that one process writes at the same time. */
  private static final int MOST_OPEN_FILES = 400;

  /** As many for each split. */
  public static BucketLayout each(int count) {
    return new BucketLayout(count, count, count);
  }

  /** About as many as the size of the inputs suggests. */
  public static BucketLayout of(
      SparkContext context, List<InputTable> inputTables, SplitRule rule) {
    double[] bytes = new double[DataSplit.values().length];
    for (InputTable input : inputTables) {
      for (DataSplit split : DataSplit.values()) {
        bytes[number(split)] += input.table().bytes() * share(input.split(), split, rule);
      }
    }
    int most = Math.min(MOST_TOGETHER, Math.max(1, MOST_OPEN_FILES / tasksOfAProcess(context)));
    double each = (bytes[0] + bytes[1] + bytes[2]) / most;
    each = Math.max(BYTES_OF_A_BUCKET, Math.min(MOST_BYTES_OF_A_BUCKET, each));
    return new BucketLayout(
        suggested(bytes[0], each), suggested(bytes[1], each), suggested(bytes[2], each));
  }

  private static int tasksOfAProcess(SparkContext context) {
    return context.isLocal()
        ? context.defaultParallelism()
        : context.conf().getInt("spark.executor.cores", TASKS_OF_AN_EXECUTOR);
  }

  private static double share(DataSplit all, DataSplit split, SplitRule rule) {
    if (all != null) {
      return all == split ? 1 : 0;
    }
    return split == DataSplit.TRAIN ? 1 : rule.share(split);
  }

  private static int suggested(double bytes, double bytesOfABucket) {
    if (bytes >= UNKNOWN) {
      return WHERE_SIZE_IS_UNKNOWN;
    }
    double small = Math.min(SMALL_BUCKETS, bytes / BYTES_OF_A_SMALL_BUCKET);
    return 1 + (int) Math.max(small, bytes / bytesOfABucket);
  }

  static int number(DataSplit split) {
    return switch (split) {
      case TRAIN -> 0;
      case VALIDATION -> 1;
      case TEST -> 2;
    };
  }

  int count(DataSplit split) {
    return switch (split) {
      case TRAIN -> train;
      case VALIDATION -> validation;
      case TEST -> test;
    };
  }

  /** The number of a split's first bucket. */
  int first(DataSplit split) {
    return switch (split) {
      case TRAIN -> 0;
      case VALIDATION -> train;
      case TEST -> train + validation;
    };
  }

  int total() {
    return train + validation + test;
  }

  /** The bucket of a record: the split's range of hashes is divided evenly. */
  int bucket(DataSplit split, RecordSlice record) {
    long top = record.hashHigh() >>> 32;
    return first(split) + (int) ((top * count(split)) >>> 32);
  }
}
