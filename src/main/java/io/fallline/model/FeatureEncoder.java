package io.fallline.model;

import io.fallline.configuration.DataSection.Scaling;
import io.fallline.core.network.PackedRows;
import io.fallline.model.InputColumn.InputKind;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Encodes the values of a row as network inputs: scaled in float64, kept as float32. The readers of
 * values, from a record or from cells, put them in here.
 */
public final class FeatureEncoder {
  private final Encoding encoding;
  private final FeatureLayout plan;
  private final Murmur128 murmur = new Murmur128();
  private final RowSink sink;

  /**
   * @param capacity the most rows that one {@link PackedRows} takes
   * @param hasOffsets whether rows may have an offset that is not 0
   */
  public FeatureEncoder(Encoding encoding, int capacity, boolean hasOffsets) {
    this.encoding = encoding;
    this.plan = FeatureLayout.of(encoding.columns(), encoding.hashBits());
    double[] zero = new double[encoding.sparse() ? 0 : plan.numbers()];
    for (int i = 0; i < zero.length; i++) {
      zero[i] = (0 - encoding.center()[i]) / encoding.scale()[i];
    }
    this.sink =
        encoding.sparse()
            ? new SparseSink(plan.inputs(), capacity, hasOffsets)
            : new DenseSink(plan.inputs(), capacity, hasOffsets, zero);
  }

  /** In the order of a record. */
  public List<FeatureLayout.Field> fields() {
    return plan.fields();
  }

  public NumberRuns numberRuns() {
    return plan.numberRuns();
  }

  /** How many rows there are since the last {@link #take}. */
  public int size() {
    return sink.size();
  }

  public void begin(double label, double weight, double offset) {
    sink.begin(label, weight, offset);
  }

  /**
   * A number of a row.
   *
   * @param found NaN where it is missing
   * @throws BadRow if float32 cannot hold what becomes of it
   */
  public void number(FeatureLayout.Field field, int input, double found) {
    double value = found;
    if (Double.isNaN(value)) {
      value = encoding.fill() == null ? 0 : encoding.fill()[input];
    }
    if (value == 0) {
      return; // both sinks hold what a zero becomes
    }
    double scaled = (value - encoding.center()[input]) / encoding.scale()[input];
    float packed = (float) scaled;
    if (Float.isInfinite(packed)) {
      throw tooLarge(field, input, found);
    }
    sink.add(input, packed);
  }

  /** Numbers of several fields, {@code fields[from]} to {@code fields[to]} (exclusive). */
  public void numbers(FeatureLayout.Field[] fields, int from, int to, double[] found) {
    for (int i = from; i < to; i++) {
      number(fields[i], fields[i].first(), found[i - from]);
    }
  }

  /**
   * All elements of a vector at once.
   *
   * @return false where they have to be given to {@link #number} one by one, as nothing was done
   */
  boolean numbers(FeatureLayout.Field field, double[] elements) {
    return sink.addScaled(field.first(), elements, encoding.center(), encoding.scale());
  }

  /** The same of those of its elements that may not be 0. */
  boolean numbers(FeatureLayout.Field field, int[] indices, double[] elements) {
    return sink.addScaled(field.first(), indices, elements, encoding.center(), encoding.scale());
  }

  private BadRow tooLarge(FeatureLayout.Field field, int input, double found) {
    String column =
        field.kind() == InputKind.NUMBER
            ? field.column()
            : field.column() + "[" + (input - field.first()) + "]";
    String remedy =
        encoding.scaling() == Scaling.NONE
            ? "set data.scaling = \"standard\", or divide the column"
            : "divide the column or take its logarithm";
    return BadRow.column(
            column, NumberParser.show(found), "a number that float32 can hold once scaled")
        .remedy(remedy);
  }

  /** A category; of one that no training row had, or that is missing (null), all inputs are 0. */
  public void category(FeatureLayout.Field field, String category) {
    Integer at = category == null ? null : field.categories().get(category);
    if (at != null) {
      sink.add(field.first() + at, 1);
    }
  }

  /** Feature hashing: a value, or null, in the block that all hashed columns share. */
  public void hashed(FeatureLayout.Field field, String value) {
    if (value != null) {
      sink.add(plan.hashed() + bucket(murmur, field.column(), value, plan.hashBits()), 1);
    }
  }

  /** Where in the hashed block {@code column=value} is. */
  public static int bucket(Murmur128 murmur, String column, String value, int hashBits) {
    byte[] bytes = (column + "=" + value).getBytes(StandardCharsets.UTF_8);
    murmur.hash(bytes, 0, bytes.length);
    return (int) (murmur.first() & ((1L << hashBits) - 1));
  }

  /**
   * @throws BadRow if a vector has another size than those of training
   */
  public static void requireSize(FeatureLayout.Field field, int size) {
    if (size != field.width()) {
      throw BadRow.column(
          field.column(), "a vector of " + size + " elements", field.width() + " elements");
    }
  }

  public void end() {
    sink.end();
  }

  /** The rows since the last call. */
  public PackedRows take() {
    return sink.take();
  }

  /** The same in arrays that the next row is written to: good until {@link #begin}. */
  PackedRows lend() {
    return sink.lend();
  }
}
