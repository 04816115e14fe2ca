package io.fallline.data;

import java.io.Serializable;
import org.apache.spark.sql.Row;

/** A raw row → a row of the table's columns; throws {@link BadRow} where there is none. */
@FunctionalInterface
interface RowParser extends Serializable {
  Row parse(Row raw);
}
