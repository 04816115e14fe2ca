package io.fallline.data.sources;

import io.fallline.model.BadRow.RowProblem;
import java.io.Serializable;
import java.util.List;
import org.apache.spark.sql.Row;

/** Looks at raw rows, one after the other, and says all that is wrong with one. */
@FunctionalInterface
public interface RowProblemFinder {
  /** One for each column that cannot be used at most. */
  List<RowProblem> of(Row raw);

  /** Travels to a task and starts there. */
  @FunctionalInterface
  interface Plan extends Serializable {
    RowProblemFinder start();

    /** The same with what a source's format may have to say about a refused row. */
    default Plan advised(RawRowParser format) {
      return () -> {
        RowProblemFinder complaints = start();
        return raw ->
            complaints.of(raw).stream()
                .map(one -> one.withAdvice(format.advice(raw, one.message())))
                .toList();
      };
    }
  }
}
