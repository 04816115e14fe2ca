package io.fallline.data;

import io.fallline.core.loss.LabelKind;
import io.fallline.job.configuration.MissingValues;
import io.fallline.job.configuration.RowOrder;
import io.fallline.job.configuration.Scaling;
import io.fallline.job.configuration.ShardStorageLevel;
import java.util.List;
import java.util.Map;

/**
 * The section {@code data} of a configuration, and what loss and model ask of the rows.
 *
 * @param format csv libsvm parquet orc json idx table, or the name of any installed Spark source
 * @param splitBy rows with an equal value in this column stay in one part; null: rows with equal
 *     content do
 * @param weight the column of row weights, or null
 * @param offset the column of what is added to a row's score, or null
 * @param features numeric or vector columns; empty: all that have no other role
 * @param shards a power of two; 0: from the row count alone
 * @param labels what the loss takes
 * @param intercept whether the model has biases, without which no input is shifted
 * @param window which rows of the training paths are looked at; null: all
 * @param directory where the training paths' directories begin to be columns ({@code day=3}), for
 *     paths that name files of one directory; null: where Spark has them begin
 * @param known an earlier model's, to start from: its classes are the classes, and its categories
 *     count as seen, so that rows that happen to have fewer make no smaller model; or null
 */
public record DataSpec(
    String format,
    List<String> train,
    HeldOut validation,
    HeldOut test,
    String splitBy,
    long splitSeed,
    String label,
    String weight,
    String offset,
    List<String> features,
    List<String> ignore,
    List<String> categorical,
    List<String> hashed,
    int hashBits,
    Map<String, String> options,
    MissingValues missing,
    Scaling scaling,
    RowOrder order,
    int shards,
    ShardStorageLevel storage,
    LabelKind labels,
    boolean intercept,
    TimeWindow window,
    String directory,
    Known known) {

  /**
   * An earlier model.
   *
   * @param without the setting with which training does not start from it
   */
  public record Known(Encoding encoding, String without) {}

  /** The widest hashed block: its weights must fit into an array. */
  public static final int MOST_HASH_BITS = 28;

  public DataSpec {
    train = List.copyOf(train);
    features = List.copyOf(features);
    ignore = List.copyOf(ignore);
    categorical = List.copyOf(categorical);
    hashed = List.copyOf(hashed);
    options = Map.copyOf(options);
    if (hashBits < 1 || hashBits > MOST_HASH_BITS) {
      throw new IllegalArgumentException(
          "hashBits is " + hashBits + ", expected 1 to " + MOST_HASH_BITS);
    }
    if (shards < 0 || Integer.bitCount(shards) > 1) {
      throw new IllegalArgumentException("shards is " + shards + ", expected a power of two, or 0");
    }
  }

  /** The same of other training rows. */
  DataSpec reading(List<String> paths, String below) {
    return with(paths, window, below, known);
  }

  /** The same of the newest rows only. */
  public DataSpec within(TimeWindow newest) {
    return with(train, newest, directory, known);
  }

  /** The same with the classes and categories of a model to start from; null: of none. */
  public DataSpec knowing(Known earlier) {
    return with(train, window, directory, earlier);
  }

  private DataSpec with(List<String> paths, TimeWindow newest, String below, Known earlier) {
    return new DataSpec(
        format,
        paths,
        validation,
        test,
        splitBy,
        splitSeed,
        label,
        weight,
        offset,
        features,
        ignore,
        categorical,
        hashed,
        hashBits,
        options,
        missing,
        scaling,
        order,
        shards,
        storage,
        labels,
        intercept,
        newest,
        below,
        earlier);
  }
}
