package io.fallline.data;

import java.io.Serializable;
import org.apache.spark.sql.Row;

/** Looks at raw rows, one after the other, and throws {@link BadRow} at one that cannot be used. */
@FunctionalInterface
interface RowCheck {
  void check(Row raw);

  /** What is wrong with the row, or null. */
  default String complaint(Row raw) {
    try {
      check(raw);
      return null;
    } catch (BadRow bad) {
      return bad.getMessage();
    }
  }

  /** Travels to a task and starts a check there. */
  @FunctionalInterface
  interface Plan extends Serializable {
    RowCheck start();

    /** The same in the words of those who score. */
    default Plan scoring() {
      return () -> {
        RowCheck checking = start();
        return raw -> {
          try {
            checking.check(raw);
          } catch (BadRow bad) {
            throw bad.inScoring();
          }
        };
      };
    }

    /** The same with what a source's format may have to say about a refused row. */
    default Plan advised(RowParser format) {
      return () -> {
        RowCheck checking = start();
        return raw -> {
          String complaint = checking.complaint(raw);
          if (complaint != null) {
            throw new BadRow(complaint + format.advice(raw, complaint));
          }
        };
      };
    }
  }
}
