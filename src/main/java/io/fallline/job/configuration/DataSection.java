package io.fallline.job.configuration;

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
    String format,
    List<String> train,
    HeldOut validation,
    HeldOut test,
    Optional<String> splitBy,
    long splitSeed,
    String label,
    Optional<String> weight,
    Optional<String> offset,
    List<String> features,
    List<String> ignore,
    List<String> categorical,
    List<String> hashed,
    int hashBits,
    Map<String, String> options,
    long maxLineBytes,
    Missing missing,
    Scaling scaling,
    LabelScaling labelScaling,
    Order order,
    OptionalInt shards,
    Storage storage) {

  /** What to do about null and NaN. */
  public enum Missing {
    ERROR,
    ZERO,
    MEAN
  }

  /** How a feature is brought to a common size. */
  public enum Scaling {
    AUTO,
    STANDARD,
    MINMAX,
    MAXABS,
    NONE
  }

  /** Whether the labels of a regression are brought to a common size while it is trained. */
  public enum LabelScaling {
    AUTO,
    NONE
  }

  /** The order of the rows: by their content, or as the source gives them. */
  public enum Order {
    CANONICAL,
    SOURCE
  }

  /** Where Spark keeps the shards. */
  public enum Storage {
    MEMORY,
    MEMORY_AND_DISK,
    DISK
  }
}
