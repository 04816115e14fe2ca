package io.fallline.data.records;

import io.fallline.core.failure.Failure;
import io.fallline.core.training.DataSplit;
import io.fallline.data.sources.RowPlan;
import io.fallline.data.sources.RowProblemFinder;
import io.fallline.data.sources.RowValidator;
import io.fallline.data.sources.SourceTable;
import io.fallline.model.BadRow;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.apache.spark.sql.types.BooleanType;

/**
 * One table and how its rows are read.
 *
 * @param split what all its rows are used for; null where the rows' content decides
 */
public record InputTable(DataSplit split, SourceTable table, RowPlan plan) {

  /**
   * Says where the bad row stands that a task has found: the first one of the first table that has
   * any.
   */
  public static Failure located(
      List<InputTable> inputTables, BadRow bad, Function<RowPlan, RowValidator.Plan> check) {
    for (InputTable inputTable : inputTables) {
      Optional<String> found = inputTable.table.firstBad(check.apply(inputTable.plan));
      if (found.isPresent()) {
        return Failure.data(found.get(), bad);
      }
    }
    return Failure.data(inputTables.get(0).table.name() + ": " + bad.getMessage(), bad);
  }

  /** Whether labels are truth values, which records have as 0 and 1. */
  public boolean hasBooleanLabels() {
    return table.schema().fields()[plan.label()].dataType() instanceof BooleanType;
  }

  /** All that reading a row can find wrong with it. */
  public static RowProblemFinder.Plan complaints(RowPlan plan) {
    return () -> new RowReader(plan)::complaints;
  }

  /** What reading a row can find wrong with it. */
  public static RowValidator.Plan reading(RowPlan plan) {
    return () -> {
      RowReader reader = new RowReader(plan);
      return raw -> reader.splitHash(reader.read(raw));
    };
  }
}
