package io.fallline.data;

import io.fallline.core.failure.Failure;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.spark.sql.types.StructField;

/** Finds out from a configuration and a table which column plays what part. */
final class Columns {
  private Columns() {}

  /**
   * @throws Failure DATA if a column is missing or of a type that does not fit; CONFIGURATION if
   *     one has two roles
   */
  static Roles roles(DataSpec spec, Table table) {
    List<Roles.Feature> features =
        new ArrayList<>(spec.features().isEmpty() ? others(spec, table) : named(spec, table));
    spec.categorical()
        .forEach(column -> features.add(new Roles.Feature(column, InputKind.CATEGORICAL)));
    spec.hashed().forEach(column -> features.add(new Roles.Feature(column, InputKind.HASHED)));
    Set<String> seen = new HashSet<>();
    for (Roles.Feature feature : features) {
      if (feature.column().equals(spec.label())) {
        throw Failure.configuration("the label \"" + spec.label() + "\" is among the features");
      }
      if (!seen.add(feature.column())) {
        throw Failure.configuration(
            "column \"" + feature.column() + "\" stands twice among the features");
      }
    }
    if (features.isEmpty()) {
      throw Failure.data(table.name() + ": no column is left to be a feature");
    }
    return new Roles(
        spec.label(),
        spec.weight(),
        spec.offset(),
        spec.splitBy(),
        features,
        spec.labels(),
        spec.missing());
  }

  private static List<Roles.Feature> named(DataSpec spec, Table table) {
    List<Roles.Feature> features = new ArrayList<>();
    for (String column : spec.features()) {
      features.add(feature(table, RowPlan.find(table, column)));
    }
    return features;
  }

  private static List<Roles.Feature> others(DataSpec spec, Table table) {
    Set<String> taken = new HashSet<>(spec.ignore());
    taken.addAll(spec.categorical());
    taken.addAll(spec.hashed());
    taken.addAll(table.partitionColumns());
    taken.add(spec.label());
    taken.add(spec.weight());
    taken.add(spec.offset());
    taken.add(spec.splitBy());
    if (spec.window() != null) {
      taken.add(spec.window().column());
    }
    taken.add(Tables.CORRUPT);
    List<Roles.Feature> features = new ArrayList<>();
    StructField[] fields = table.schema().fields();
    for (int i = 0; i < fields.length; i++) {
      if (!taken.contains(fields[i].name())) {
        features.add(feature(table, i));
      }
    }
    return features;
  }

  private static Roles.Feature feature(Table table, int ordinal) {
    InputKind kind = ColumnTypes.numeric(table, ordinal);
    if (kind == null) {
      throw ColumnTypes.refused(table, table.schema().fields()[ordinal], InputKind.NUMBER);
    }
    return new Roles.Feature(table.schema().fields()[ordinal].name(), kind);
  }
}
