package io.fallline.data.loading;

import io.fallline.core.failure.Failure;
import io.fallline.data.DataSpec;
import io.fallline.data.sources.ColumnOrdinals;
import io.fallline.data.sources.ColumnRoles;
import io.fallline.data.sources.ColumnTypeCheck;
import io.fallline.data.sources.SourceTable;
import io.fallline.data.sources.SourceTables;
import io.fallline.model.InputColumn.InputKind;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.spark.sql.types.StructField;

/** Finds out from a configuration and a table which column plays what part. */
final class ColumnRoleResolver {
  private ColumnRoleResolver() {}

  /**
   * The roles of all columns but those that {@link #refused} has.
   *
   * @throws Failure (data) if a column is missing
   */
  static ColumnRoles roles(DataSpec spec, SourceTable table) {
    List<ColumnRoles.Feature> features = new ArrayList<>();
    ColumnOrdinals ordinals = ColumnOrdinals.of(table);
    (spec.section().features().isEmpty() ? others(spec, table) : spec.section().features())
        .forEach(column -> feature(table, column, ordinals.find(column)).ifPresent(features::add));
    spec.section()
        .categorical()
        .forEach(column -> features.add(new ColumnRoles.Feature(column, InputKind.CATEGORICAL)));
    spec.section()
        .hashed()
        .forEach(column -> features.add(new ColumnRoles.Feature(column, InputKind.HASHED)));
    if (features.isEmpty() && refused(spec, table).isEmpty()) {
      throw Failure.data(table.name() + ": no column is left to be a feature");
    }
    return new ColumnRoles(
        spec.section().label(),
        spec.section().weight().orElse(null),
        spec.section().offset().orElse(null),
        spec.section().splitBy().orElse(null),
        features,
        spec.labels(),
        spec.section().missing());
  }

  /** Columns that would be features, but have a type that no number and no vector has. */
  static List<StructField> refused(DataSpec spec, SourceTable table) {
    List<String> columns =
        spec.section().features().isEmpty() ? others(spec, table) : spec.section().features();
    return columns.stream()
        .map(ColumnOrdinals.of(table)::find)
        .filter(ordinal -> ColumnTypeCheck.numeric(table, ordinal) == null)
        .map(ordinal -> table.schema().fields()[ordinal])
        .toList();
  }

  private static List<String> others(DataSpec spec, SourceTable table) {
    Set<String> taken = new HashSet<>(spec.section().ignore());
    taken.addAll(spec.section().categorical());
    taken.addAll(spec.section().hashed());
    taken.addAll(table.partitionColumns());
    taken.add(spec.section().label());
    taken.add(spec.section().weight().orElse(null));
    taken.add(spec.section().offset().orElse(null));
    taken.add(spec.section().splitBy().orElse(null));
    if (spec.window() != null) {
      taken.add(spec.window().column());
    }
    taken.add(SourceTables.CORRUPT);
    return Arrays.stream(table.schema().fieldNames())
        .filter(name -> !taken.contains(name))
        .toList();
  }

  /** Without the column where it is neither a number nor a vector. */
  private static Optional<ColumnRoles.Feature> feature(
      SourceTable table, String column, int ordinal) {
    InputKind kind = ColumnTypeCheck.numeric(table, ordinal);
    return Optional.ofNullable(kind).map(known -> new ColumnRoles.Feature(column, known));
  }
}
