package io.fallline.data.loading;

import io.fallline.core.failure.Failure;
import io.fallline.data.records.ChangedRows;
import io.fallline.data.sources.FileVersion;
import io.fallline.data.sources.SparkFailures;
import io.fallline.model.BadRow;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.apache.hadoop.conf.Configuration;

/**
 * The files of a training as they were when it opened them. Spark keeps the rows, and reads them
 * again where what it kept was lost: by then somebody may have written to the files.
 */
final class SourceFileVersions {
  private final InputTables inputTables;
  private final List<List<FileVersion>> stamps = new ArrayList<>();
  private final Configuration hadoop;

  SourceFileVersions(InputTables inputTables, Configuration hadoop) {
    this.inputTables = inputTables;
    this.hadoop = hadoop;
    inputTables.all().forEach(inputTable -> stamps.add(inputTable.table().files()));
  }

  Optional<Instant> newest() {
    return inputTables.newest();
  }

  /** Those that training rows, and whatever is held out of them, come from. */
  List<FileVersion> ofTraining() {
    return stamps.get(0);
  }

  /**
   * Does work that may read rows again.
   *
   * @throws Failure (data) if the rows are no longer those that were read first
   */
  <T> T run(Supplier<T> work) {
    try {
      return work.get();
    } catch (Failure told) {
      throw told;
    } catch (RuntimeException failed) {
      throw explained(failed);
    } catch (Exception failed) { // Spark's checked exceptions reach Java undeclared
      throw explained(failed);
    }
  }

  private RuntimeException explained(Exception failed) {
    boolean others =
        SparkFailures.has(failed, ChangedRows.class) || SparkFailures.has(failed, BadRow.class);
    Optional<String> change =
        others || SparkFailures.isOfReading(failed) ? change() : Optional.empty();
    if (others || change.isPresent()) {
      return Failure.data(
          change.orElse(inputTables.name() + ": the rows changed during the run")
              + "; expected data that nobody writes to while they are trained on",
          failed);
    }
    return SparkFailures.ofReading(inputTables.name(), failed);
  }

  private Optional<String> change() {
    for (int inputTable = 0; inputTable < stamps.size(); inputTable++) {
      for (FileVersion stamp : stamps.get(inputTable)) {
        Optional<String> change = stamp.change(hadoop);
        if (change.isPresent()) {
          String path = inputTables.all().get(inputTable).table().shown(stamp.path());
          return change.map(what -> path + " changed during the run: " + what);
        }
      }
    }
    return Optional.empty();
  }
}
