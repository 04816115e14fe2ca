package io.fallline.ml;

import java.math.BigDecimal;
import java.util.Locale;
import org.apache.spark.ml.attribute.Attribute;
import org.apache.spark.ml.attribute.BinaryAttribute;
import org.apache.spark.ml.attribute.NominalAttribute;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataTypes;
import scala.Option;

/** How many classes there are where labels are their indices. */
final class ClassCount {
  /** So many that are only counted up to the largest are no classes. */
  private static final int MOST = 10_000;

  private ClassCount() {}

  /** What the column says of itself, else one more than its largest label; at least 2. */
  static int of(Dataset<?> dataset, String label) {
    Attribute attribute = Attribute.fromStructField(dataset.schema().apply(label));
    if (attribute instanceof BinaryAttribute) {
      return 2;
    }
    if (attribute instanceof NominalAttribute nominal) {
      Option<Object> values = nominal.getNumValues();
      if (values.isDefined()) {
        return Math.max(2, (Integer) values.get());
      }
    }
    Column number = functions.col(label).cast(DataTypes.DoubleType);
    Row found = dataset.agg(functions.max(number)).first();
    double largest = found.isNullAt(0) ? 0 : found.getDouble(0);
    if (Double.isFinite(largest) && largest >= MOST) {
      throw new IllegalArgumentException(tooMany(dataset, label, number, largest));
    }
    // other labels that are no indices are refused with their row, once rows are read
    return Double.isFinite(largest) ? Math.max(2, 1 + (int) largest) : 2;
  }

  /** Counts the values that are there, as the largest says nothing of how many there are. */
  private static String tooMany(Dataset<?> dataset, String label, Column number, double largest) {
    long count = dataset.select(number).distinct().limit(MOST + 1).count();
    return String.format(
        Locale.ROOT,
        "column \"%s\" has %s%d different labels, the largest %s, expected class indices 0, 1, …,"
            + " as StringIndexer makes them; is it a number to be predicted?",
        label,
        count > MOST ? "more than " : "",
        Math.min(count, MOST),
        BigDecimal.valueOf(largest).stripTrailingZeros().toPlainString());
  }
}
