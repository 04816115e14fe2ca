package io.fallline.ml;

import io.fallline.core.failure.Failure;
import java.util.function.Supplier;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.functions;

/**
 * What a scoring function returns in place of scores for a row that cannot be scored: nulls, and
 * why. Spark wraps what a function throws in the name of its own wrapper of that function and in
 * stack traces; what {@code raise_error} throws it passes on as it is, in one line.
 */
final class RefusedRow {
  /** The last field: null of a row that has scores. */
  static final String FIELD = "refusal";

  private RefusedRow() {}

  /**
   * @param fields how many there are, {@link #FIELD} included
   */
  static Row inPlaceOfFailure(int fields, Supplier<Row> scores) {
    try {
      return scores.get();
    } catch (Failure failure) {
      Object[] cells = new Object[fields];
      cells[fields - 1] = ParamNames.in(failure.getMessage());
      return RowFactory.create(cells);
    }
  }

  /** Zero where a model has no offset column. */
  static double requireOffset(Double offset) {
    if (offset == null) {
      throw Failure.data("the offset is null, expected a number");
    }
    return offset;
  }

  /** A field of the scores, or the end of the job with the reason why there is none. */
  static Column fieldOf(Column scores, String field) {
    return functions.coalesce(
        scores.getField(field), functions.raise_error(scores.getField(FIELD)));
  }
}
