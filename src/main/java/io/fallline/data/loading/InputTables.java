package io.fallline.data.loading;

import io.fallline.configuration.HeldOut;
import io.fallline.core.failure.Failure;
import io.fallline.core.training.DataSplit;
import io.fallline.data.DataSpec;
import io.fallline.data.loading.FilteredTable.RowFilter;
import io.fallline.data.loading.TrainingData.InputFrames;
import io.fallline.data.profile.UnusableColumnsMessage;
import io.fallline.data.records.InputTable;
import io.fallline.data.records.RecordScan;
import io.fallline.data.records.RowReader;
import io.fallline.data.records.SplitRule;
import io.fallline.data.sources.ColumnRoles;
import io.fallline.data.sources.FrameTable;
import io.fallline.data.sources.LineLimit;
import io.fallline.data.sources.MissingColumnCheck;
import io.fallline.data.sources.RawRowParser;
import io.fallline.data.sources.RowPlan;
import io.fallline.data.sources.SourceTable;
import io.fallline.data.sources.SourceTables;
import io.fallline.data.sources.SparkFailures;
import io.fallline.model.Encoding;
import java.time.Instant;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructField;

/**
 * The tables of a training: that of the training paths, and those of held-out paths.
 *
 * @param rule which rows of the training paths are held out
 * @param newest the time of the newest row of the training paths; empty without a time window
 */
record InputTables(
    List<InputTable> all, ColumnRoles roles, SplitRule rule, Optional<Instant> newest) {
  /** A share that is further off than this many standard deviations is not chance. */
  private static final double DEVIATIONS = 4;

  /** Of the paths that the section names. */
  static InputTables open(SparkSession session, DataSpec spec) {
    SourceTables tables =
        new SourceTables(
            session, spec.section().format(), LineLimit.optionsWithLimit(spec.section()));
    List<String> related = new ArrayList<>(spec.train());
    related.addAll(paths(spec.validation()));
    related.addAll(paths(spec.section().test()));
    Map<DataSplit, SourceTable> heldOut = new EnumMap<>(DataSplit.class);
    SourceTable train = tables.below(spec.directory()).open(spec.train(), related, 0);
    for (DataSplit split : List.of(DataSplit.VALIDATION, DataSplit.TEST)) {
      List<String> paths =
          paths(split == DataSplit.TEST ? spec.section().test() : spec.validation());
      if (!paths.isEmpty()) {
        heldOut.put(split, tables.open(paths, related, 0));
      }
    }
    return of(spec, train, heldOut);
  }

  static InputTables of(DataSpec spec, InputFrames frames) {
    Map<DataSplit, SourceTable> heldOut = new EnumMap<>(DataSplit.class);
    if (frames.validation() != null) {
      heldOut.put(DataSplit.VALIDATION, new FrameTable(frames.name(), frames.validation()));
    }
    return of(spec, new FrameTable(frames.name(), frames.train()), heldOut);
  }

  private static InputTables of(
      DataSpec spec, SourceTable all, Map<DataSplit, SourceTable> heldOut) {
    ColumnRoles roles = SparkFailures.run(all.name(), () -> roles(spec, all));
    RowPlan plan = RowPlan.of(all, roles, true);
    double validation = share(spec.validation());
    double test = share(spec.section().test());
    boolean drawn = validation + test > 0;
    List<InputTable> inputTables = new ArrayList<>();
    ColumnRoles elsewhere =
        new ColumnRoles(
            roles.label(),
            roles.weight(),
            roles.offset(),
            null,
            roles.features(),
            roles.labels(),
            roles.missing());
    heldOut.forEach(
        (split, table) ->
            inputTables.add(new InputTable(split, table, RowPlan.of(table, elsewhere, true))));
    NewestRows train = NewestRows.of(all, spec.window()); // reads: after all that can be refused
    inputTables.add(0, new InputTable(drawn ? null : DataSplit.TRAIN, train.table(), plan));
    return new InputTables(
        List.copyOf(inputTables),
        roles,
        new SplitRule(validation, test, spec.section().splitSeed()),
        train.newest());
  }

  private static ColumnRoles roles(DataSpec spec, SourceTable table) {
    MissingColumnCheck.refuse(table, named(spec));
    ColumnRoles roles = ColumnRoleResolver.roles(spec, table);
    List<StructField> refused = ColumnRoleResolver.refused(spec, table);
    if (!refused.isEmpty()) {
      throw UnusableColumnsMessage.of(table, spec, refused, RowPlan.of(table, roles, true), null)
          .orElseThrow();
    }
    return roles;
  }

  /** Every column that the section names, and that has to be there. */
  private static List<String> named(DataSpec spec) {
    return Stream.of(
            spec.section().features().stream(),
            spec.section().categorical().stream(),
            spec.section().hashed().stream(),
            Stream.of(
                spec.section().label(),
                spec.section().weight().orElse(null),
                spec.section().offset().orElse(null),
                spec.section().splitBy().orElse(null)))
        .flatMap(columns -> columns)
        .filter(Objects::nonNull)
        .toList();
  }

  /**
   * The rows that are held out for a split, and no others. Which rows these are, the training's own
   * columns decide, whatever columns they are then read for.
   *
   * @param features how many a vector has for the reader of the rows; 0 where there is none
   * @throws Failure CONFIGURATION if no rows are held out for it
   */
  SourceTable heldOut(DataSplit split, int features) {
    for (InputTable inputTable : all) {
      if (inputTable.split() == split) {
        return new FilteredTable(
            inputTable.table(),
            RowFilter.Plan::everything,
            inputTable.table().parser().resized(features));
      }
    }
    if (rule.share(split) == 0) {
      String name = split.name().toLowerCase(Locale.ROOT);
      throw Failure.configuration(
          "data." + name + " holds out no rows, expected a fraction above 0, or paths");
    }
    SourceTable drawn = all.get(0).table();
    return new FilteredTable(
        drawn, drawing(all.get(0).plan(), rule, split), drawn.parser().resized(features));
  }

  private static RowFilter.Plan drawing(RowPlan plan, SplitRule rule, DataSplit split) {
    return () -> {
      RowReader reader = new RowReader(plan);
      return raw -> rule.of(reader.splitHash(reader.read(raw))) == split;
    };
  }

  /** The same with no validation rows among those of the training paths. */
  InputTables withoutValidation() {
    InputTable train = all.get(0);
    List<InputTable> others = new ArrayList<>(all);
    DataSplit split = rule.test() > 0 ? null : DataSplit.TRAIN;
    others.set(0, new InputTable(split, train.table(), train.plan()));
    return new InputTables(
        List.copyOf(others), roles, new SplitRule(0, rule.test(), rule.seed()), newest);
  }

  /** Inputs that are 0 or 1 by the metadata of the training rows' columns. */
  BitSet indicators(Encoding encoding) {
    return IndicatorInputs.of(all.get(0).table().schema(), encoding.columns());
  }

  String name() {
    return all.get(0).table().name();
  }

  /** What a person should know of the training paths' columns and texts. */
  List<String> remarks(RecordScan scan) {
    RawRowParser parser = all.get(0).plan().parser();
    List<ColumnRoles.Feature> features = roles.inRecordOrder();
    List<String> remarks =
        new ArrayList<>(
            parser.remarks(features.stream().map(ColumnRoles.Feature::column).toList()));
    for (int i = 0; i < features.size(); i++) {
      remarks.addAll(parser.textRemarks(features.get(i).column(), scan.categories(i)));
    }
    remarks.addAll(parser.textRemarks(roles.label(), scan.textLabels()));
    return remarks.stream().map(remark -> name() + ": " + remark).toList();
  }

  /** Few distinct rows or groups cannot be divided as wished. */
  List<String> shareWarnings(RecordScan scan) {
    List<String> warnings = new ArrayList<>();
    long paths = scan.rows(DataSplit.TRAIN);
    paths += rule.validation() > 0 ? scan.rows(DataSplit.VALIDATION) : 0;
    paths += rule.test() > 0 ? scan.rows(DataSplit.TEST) : 0;
    warn(warnings, "validation", rule.validation(), scan.rows(DataSplit.VALIDATION), paths);
    warn(warnings, "test", rule.test(), scan.rows(DataSplit.TEST), paths);
    return warnings;
  }

  private void warn(List<String> warnings, String name, double share, long found, long rows) {
    double expected = share * rows;
    double chance = DEVIATIONS * Math.sqrt(expected * (1 - share)) + 1;
    if (share > 0 && (found == 0 || Math.abs(found - expected) > chance)) {
      warnings.add(
          "data."
              + name
              + " = "
              + share
              + " holds out "
              + found
              + " of "
              + rows
              + " rows: equal "
              + (roles.splitBy() == null ? "rows" : "values of " + roles.splitBy())
              + " stay together, and there are few different ones");
    }
  }

  private static double share(HeldOut heldOut) {
    if (heldOut instanceof HeldOut.Automatic automatic) {
      return automatic.share();
    }
    return heldOut instanceof HeldOut.Fraction fraction ? fraction.share() : 0;
  }

  private static List<String> paths(HeldOut heldOut) {
    return heldOut instanceof HeldOut.Paths paths ? paths.paths() : List.of();
  }
}
