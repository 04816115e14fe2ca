package io.fallline.data.loading;

import io.fallline.core.failure.Failure;
import io.fallline.data.DataSpec;
import io.fallline.data.profile.UnusableColumnsMessage;
import io.fallline.data.records.InputTable;
import io.fallline.data.sources.RowPlan;
import io.fallline.data.sources.RowValidator;
import io.fallline.data.sources.SparkFailures;
import io.fallline.model.BadRow;
import io.fallline.watch.JobDescription;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
import org.apache.spark.SparkContext;

/** The jobs of a load that read its rows: a row that cannot be used is reported with its place. */
record TrainingRowErrors(SparkContext context, DataSpec spec, InputTables inputTables) {

  /**
   * @param stage what Spark's pages say of its jobs
   * @param check finds the row that the job has stumbled over
   */
  <T> T run(String stage, Function<RowPlan, RowValidator.Plan> check, Supplier<T> work) {
    return SparkFailures.run(
        inputTables.name(),
        () -> JobDescription.during(context, stage, work),
        bad -> located(bad, check));
  }

  /** The first job, which reports all that is wrong: a bad row is seldom alone. */
  <T> T runFirst(String stage, Supplier<T> work) {
    return SparkFailures.run(
        inputTables.name(),
        () -> JobDescription.during(context, stage, work),
        this::allThatIsWrong);
  }

  Failure located(BadRow bad, Function<RowPlan, RowValidator.Plan> check) {
    return SparkFailures.run(
        inputTables.name(), () -> InputTable.located(inputTables.all(), bad, check));
  }

  private Failure allThatIsWrong(BadRow bad) {
    return SparkFailures.run(
        inputTables.name(),
        () ->
            inputTables.all().stream()
                .flatMap(
                    inputTable ->
                        UnusableColumnsMessage.of(
                            inputTable.table(), spec, List.of(), inputTable.plan(), bad)
                            .stream())
                .findFirst()
                .orElseGet(() -> InputTable.located(inputTables.all(), bad, InputTable::reading)));
  }
}
