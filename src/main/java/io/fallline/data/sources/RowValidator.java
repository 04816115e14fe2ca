package io.fallline.data.sources;

import io.fallline.model.BadRow;
import java.io.Serializable;
import java.util.List;
import org.apache.spark.sql.Row;

/** Looks at raw rows, one after the other, and throws {@link BadRow} at one that cannot be used. */
@FunctionalInterface
public interface RowValidator {
  void check(Row raw);

  /** Travels to a task and starts a check there. */
  @FunctionalInterface
  interface Plan extends Serializable {
    RowValidator start();

    /** The same in the words of those who score. */
    default Plan scoring() {
      return () -> {
        RowValidator checking = start();
        return raw -> {
          try {
            checking.check(raw);
          } catch (BadRow bad) {
            throw bad.inScoring();
          }
        };
      };
    }

    /** The same as complaints: at most one of a row. */
    default RowProblemFinder.Plan complaints() {
      return () -> {
        RowValidator checking = start();
        return raw -> {
          try {
            checking.check(raw);
            return List.of();
          } catch (BadRow bad) {
            return List.of(bad.complaint().of(""));
          }
        };
      };
    }
  }
}
