package io.fallline.data;

import java.io.Serializable;
import org.apache.spark.sql.Row;

/** Says which raw rows count, one after the other; throws {@link BadRow} where it cannot tell. */
@FunctionalInterface
interface RowFilter {
  boolean takes(Row raw);

  /** Travels to a task and starts choosing there. */
  @FunctionalInterface
  interface Plan extends Serializable {
    RowFilter start();

    /** Takes every row. */
    static RowFilter everything() {
      return raw -> true;
    }
  }
}
