package io.fallline.data.loading;

import io.fallline.model.InputColumn;
import io.fallline.model.InputColumn.InputKind;
import java.util.BitSet;
import java.util.List;
import org.apache.spark.ml.attribute.Attribute;
import org.apache.spark.ml.attribute.AttributeGroup;
import org.apache.spark.ml.attribute.AttributeType;
import org.apache.spark.ml.linalg.SQLDataTypes;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import scala.Option;

/**
 * The elements of vectors that are a zero or a one by the metadata of their column: what Spark's
 * OneHotEncoder and Binarizer make, also inside a vector that a VectorAssembler has put together.
 */
final class IndicatorInputs {
  private IndicatorInputs() {}

  /** By number of input. */
  static BitSet of(StructType schema, List<InputColumn> columns) {
    BitSet indicators = new BitSet();
    int first = 0;
    for (InputColumn column : columns) {
      if (column.kind() == InputKind.VECTOR) {
        add(schema.apply(column.column()), first, column.width(), indicators);
      }
      first += column.width();
    }
    return indicators;
  }

  private static void add(StructField field, int first, int width, BitSet indicators) {
    if (!field.dataType().equals(SQLDataTypes.VectorType())) {
      return; // an array has no attributes
    }
    Option<Attribute[]> attributes = AttributeGroup.fromStructField(field).attributes();
    if (attributes.isEmpty() || attributes.get().length != width) {
      return;
    }
    for (int i = 0; i < width; i++) {
      if (attributes.get()[i].attrType().equals(AttributeType.Binary())) {
        indicators.set(first + i);
      }
    }
  }
}
