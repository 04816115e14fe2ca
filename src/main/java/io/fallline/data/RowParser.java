package io.fallline.data;

import java.io.Serializable;
import org.apache.spark.sql.Row;

/** A raw row → a row of the table's columns; throws {@link BadRow} where there is none. */
@FunctionalInterface
interface RowParser extends Serializable {
  Row parse(Row raw);

  /**
   * The same for rows of so many features.
   *
   * @param features 0 where a model takes no vector
   */
  default RowParser resized(int features) {
    return this; // most rows say themselves how long they are
  }
}
