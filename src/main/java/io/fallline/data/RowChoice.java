package io.fallline.data;

import java.io.Serializable;
import org.apache.spark.sql.Row;

/** Says which raw rows count, one after the other; throws {@link BadRow} where it cannot tell. */
@FunctionalInterface
interface RowChoice {
  boolean takes(Row raw);

  /** Travels to a task and starts choosing there. */
  @FunctionalInterface
  interface Plan extends Serializable {
    RowChoice start();

    /** Takes every row. */
    static RowChoice everything() {
      return raw -> true;
    }
  }
}
