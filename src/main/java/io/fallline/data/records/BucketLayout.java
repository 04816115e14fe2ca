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
  /**
   * Of the source. A bucket is in memory while it is sorted; the tasks that read it each sort it.
   */
  private static final long BYTES_OF_A_BUCKET = 8L << 20;

  private static final long MOST_BYTES_OF_A_BUCKET = 32L << 20;
  private static final int MOST = 4096;
  private static final long BYTES_OF_A_SMALL_BUCKET = 256L << 10;
  private static final int SMALL_BUCKETS = 2;
  private static final int WHERE_SIZE_IS_UNKNOWN = 60;
  private static final long UNKNOWN = 1L << 50;

  /** A task of up to 200 buckets writes a file for each, and needs no memory for them. */
  private static final int MOST_OF_OWN_FILES = 180;

  /** A task of more buckets collects them in Spark's memory, and writes one file. */
  private static final int FEWEST_OF_ONE_FILE = 200;

  /** Where Spark does not say how many run in one executor. */
  private static final int TASKS_OF_AN_EXECUTOR = 16;

  /** The tasks of one process write them at the same time. */
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
    double all = bytes[0] + bytes[1] + bytes[2];
    int ownFiles =
        Math.min(MOST_OF_OWN_FILES, Math.max(1, MOST_OPEN_FILES / tasksOfAProcess(context)));
    double each = Math.max(BYTES_OF_A_BUCKET, all / ownFiles);
    if (each > MOST_BYTES_OF_A_BUCKET) {
      double buckets = Math.max(FEWEST_OF_ONE_FILE, all / MOST_BYTES_OF_A_BUCKET);
      each = all / Math.min(MOST, buckets);
    }
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
