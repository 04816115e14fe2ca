package io.fallline.ml;

import org.apache.spark.ml.attribute.Attribute;
import org.apache.spark.ml.attribute.BinaryAttribute;
import org.apache.spark.ml.attribute.NominalAttribute;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataTypes;
import scala.Option;

/** How many classes there are where labels are their indices. */
final class ClassCount {
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
    Row largest =
        dataset.agg(functions.max(functions.col(label).cast(DataTypes.DoubleType))).first();
    // labels that are no indices are refused with their row, once rows are read
    return largest.isNullAt(0) ? 2 : Math.max(2, 1 + (int) Math.min(1e6, largest.getDouble(0)));
  }
}
