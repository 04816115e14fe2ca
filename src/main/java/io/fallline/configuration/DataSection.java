package io.fallline.configuration;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What is read, and how its columns become numbers.
 *
 * @param format a format of ours or the name of a Spark source
 * @param train at least one path (or table name)
 * @param splitBy rows with equal value in this column stay on one side of the split
 * @param features empty: every column that has no other role
 * @param options handed to Spark's reader as they are
 * @param maxLineBytes of a text file
 * @param shards a power of two; empty: from the row count
 */
public record DataSection(
    @ConfigKey(
            defaultValue = "csv",
            description =
                "csv libsvm parquet orc json idx jdbc table, or another source that --packages installs (avro, delta)",
            expected = "csv, libsvm, parquet, orc, json, idx or another source of Spark's")
        String format,
    @ConfigKey(
            defaultValue = "null",
            description =
                "required: a path or a list of paths; idx: \"images-file,labels-file\"; table, jdbc: a name",
            type = KeyTypes.TrainingPaths.class)
        List<String> train,
    @ConfigKey(
            defaultValue = "auto",
            description =
                "a fraction, held out by content; or a path or a list of paths; auto: a tenth where epochs are auto and rows at least 1,000, else 0",
            param = "validationFraction",
            type = HeldOut.Type.class)
        HeldOut validation,
    @ConfigKey(
            defaultValue = "0.0",
            description = "a fraction or paths, as for validation; metrics once, at the end",
            type = HeldOut.Type.class)
        HeldOut test,
    @ConfigKey(
            defaultValue = "null",
            description = "rows with equal value in this column stay on one side of the split",
            param = "splitByCol",
            expected = "the name of a column")
        Optional<String> splitBy,
    @ConfigKey(defaultValue = "0", description = "another seed, another split", param = "splitSeed")
        long splitSeed,
    @ConfigKey(
            defaultValue = "label",
            description =
                "the column to predict; where the loss takes classes, its distinct values are the classes",
            expected = "the name of a column")
        String label,
    @ConfigKey(
            defaultValue = "null",
            description = "the column of row weights",
            expected = "the name of a column")
        Optional<String> weight,
    @ConfigKey(
            defaultValue = "null",
            description = "the column that is added to the score",
            expected = "the name of a column")
        Optional<String> offset,
    @ConfigKey(
            defaultValue = "[]",
            description = "numeric or vector columns; empty: all that have no other role",
            type = KeyTypes.ColumnNames.class)
        List<String> features,
    @ConfigKey(
            defaultValue = "[]",
            description = "columns that are no features",
            type = KeyTypes.ColumnNames.class)
        List<String> ignore,
    @ConfigKey(
            defaultValue = "[]",
            description = "columns that become one input a value",
            type = KeyTypes.ColumnNames.class)
        List<String> categorical,
    @ConfigKey(
            defaultValue = "[]",
            description = "columns whose values are hashed to inputs",
            type = KeyTypes.ColumnNames.class)
        List<String> hashed,
    @ConfigKey(
            defaultValue = "20",
            description = "hashed columns share 2^hashBits inputs",
            interval = "[1, 28]")
        int hashBits,
    @ConfigKey(
            defaultValue = "{}",
            description =
                "handed to Spark's reader; csv: header is true, and locale also says how numbers are written; libsvm: numFeatures, and indexBase 0 or 1",
            type = KeyTypes.ReaderOptions.class)
        Map<String, String> options,
    @ConfigKey(
            defaultValue = "67108864",
            description =
                "of csv, json and libsvm; a longer line is an error with its path and row",
            interval = "[1000, 999999999]")
        long maxLineBytes,
    @ConfigKey(
            defaultValue = "error",
            description = "null and NaN: error zero mean",
            param = "missing")
        MissingValues missing,
    @ConfigKey(
            defaultValue = "auto",
            description =
                "auto standard minmax maxabs none; auto: standard for dense columns; sparse rows are never centred",
            param = "scaling")
        Scaling scaling,
    @ConfigKey(
            defaultValue = "auto",
            description =
                "of regressions, inside the training: auto none; auto: to a size near 1 where the learning rate is auto",
            param = "labelScaling")
        LabelScaling labelScaling,
    @ConfigKey(
            defaultValue = "canonical",
            description =
                "canonical: by content; source: as read, so that files and cores change the result",
            param = "order")
        RowOrder order,
    @ConfigKey(
            defaultValue = "auto",
            description = "a power of two; auto: from the row count",
            param = "shards",
            type = KeyTypes.ShardCount.class)
        OptionalInt shards,
    @ConfigKey(
            defaultValue = "memory-and-disk",
            description = "of shards: memory memory-and-disk disk",
            param = "storage")
        ShardStorageLevel storage) {

  /**
   * The reader's option that carries {@code maxLineBytes} to the codecs in tasks; Spark passes
   * options on in lower case.
   */
  public static final String LINE_LIMIT_OPTION = "fallline.maxlinebytes";

  /** Whether the labels of a regression are brought to a common size while it is trained. */
  public enum LabelScaling {
    AUTO,
    NONE
  }

  /** What order the rows are brought into before they are cut into shards. */
  public enum RowOrder {
    /** By content: file layout and partitioning cannot matter. Costs one shuffle. */
    CANONICAL,
    /** As Spark reads them: no shuffle, and the same bits only from the same partitions. */
    SOURCE
  }

  /** Where executors keep packed shards. */
  public enum ShardStorageLevel {
    MEMORY,
    MEMORY_AND_DISK,
    DISK
  }

  /** What becomes of a null or NaN feature. */
  public enum MissingValues {
    /** It ends the job, naming the row. */
    ERROR,
    /** It counts as 0. */
    ZERO,
    /** It counts as the mean of the training rows that have a value. */
    MEAN
  }

  /**
   * How numbers are brought to a common size, in float64: (x − center) / scale; categories and
   * hashed columns stay 0 and 1. What is learnt of the training rows counts each by its weight.
   */
  public enum Scaling {
    /**
     * {@link #STANDARD} for dense columns; sparse ones stay as they are, or are divided by their
     * standard deviation where that is above 1; zeros and ones stay zeros and ones.
     */
    AUTO,
    /** Mean 0, population standard deviation 1. */
    STANDARD,
    /** Least 0, greatest 1. */
    MINMAX,
    /** Greatest magnitude 1. */
    MAXABS,
    NONE
  }
}
