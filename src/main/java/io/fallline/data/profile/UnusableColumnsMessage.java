package io.fallline.data.profile;

import io.fallline.core.failure.Failure;
import io.fallline.data.DataSpec;
import io.fallline.data.records.InputTable;
import io.fallline.data.sources.BadRowFinder.LocatedBadRow;
import io.fallline.data.sources.BoundedListText;
import io.fallline.data.sources.ColumnOrdinals;
import io.fallline.data.sources.ColumnTypeCheck;
import io.fallline.data.sources.FrameTable;
import io.fallline.data.sources.RowPlan;
import io.fallline.data.sources.SourceTable;
import io.fallline.model.BadRow.RowProblem;
import io.fallline.model.CellValues;
import io.fallline.model.CodePoints;
import io.fallline.model.InputColumn.InputKind;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.spark.sql.types.StringType;
import org.apache.spark.sql.types.StructField;

/**
 * All that is wrong with the columns of a table, told at once: a person who learns of one column at
 * a time starts as many trainings as there are.
 */
public final class UnusableColumnsMessage {
  /** Characters for the columns, and for the settings. */
  private static final int ROOM = 600;

  private final SourceTable table;
  private final DataSpec spec;

  /** Columns of a type that no number has. */
  private final List<StructField> typed;

  /** The first row of each column that has one that cannot be used. */
  private final Map<String, LocatedBadRow> refused;

  private UnusableColumnsMessage(
      SourceTable table,
      DataSpec spec,
      List<StructField> typed,
      Map<String, LocatedBadRow> refused) {
    this.table = table;
    this.spec = spec;
    this.typed = typed;
    this.refused = refused;
  }

  /**
   * Reads everything again.
   *
   * @param typed columns whose types are refused already
   * @param plan how the rows are read, these columns aside
   * @return empty if nothing is wrong
   */
  public static Optional<Failure> of(
      SourceTable table, DataSpec spec, List<StructField> typed, RowPlan plan, Throwable cause) {
    Map<String, LocatedBadRow> refused = new TreeMap<>(CodePoints.ORDER);
    refused.putAll(table.firstBadByColumn(InputTable.complaints(plan)));
    if (typed.size() + refused.size() == 0) {
      return Optional.empty();
    }
    if (refused.isEmpty() && typed.size() == 1) {
      return Optional.of(ColumnTypeCheck.refused(table, typed.get(0), InputKind.NUMBER));
    }
    String message =
        typed.isEmpty() && refused.size() == 1
            ? refused.values().iterator().next().message()
            : new UnusableColumnsMessage(table, spec, typed, refused).message();
    return Optional.of(Failure.data(message, cause));
  }

  private String message() {
    List<String> columns = new ArrayList<>();
    typed.forEach(field -> columns.add(field.name()));
    refused.keySet().stream().filter(name -> !name.isEmpty()).forEach(columns::add);
    ColumnOrdinals all = ColumnOrdinals.of(table);
    columns.sort(Comparator.comparingInt(all::find));
    int[] ordinals = columns.stream().mapToInt(all::find).toArray();
    TableTally tally = TableTally.of(table, table.parser(), ordinals);
    ConfigurationRemedies remedies = new ConfigurationRemedies(spec, table.untyped());
    List<String> told = new ArrayList<>();
    if (refused.containsKey("")) { // a row that is none
      told.add(place(refused.get("")) + ": " + refused.get("").complaint().message());
    }
    for (int i = 0; i < ordinals.length; i++) {
      told.add(told(columns.get(i), tally.column(i), tally.rows(), remedies));
    }
    return String.format(
        Locale.ROOT,
        "%s: %s cannot be used as they are: %s%s%s",
        table.name(),
        refused.containsKey("") ? "rows and columns" : told.size() + " columns",
        BoundedListText.of(told, "; ", ROOM),
        remedies.lines(ROOM, table instanceof FrameTable),
        advice());
  }

  /** What the format has to say, each thing once. */
  private String advice() {
    List<String> advice =
        refused.values().stream()
            .map(row -> row.complaint().advice())
            .filter(said -> !said.isEmpty())
            .distinct()
            .toList();
    return BoundedListText.of(advice, "", ROOM / 2);
  }

  private String told(String column, ColumnTally cells, long rows, ConfigurationRemedies remedies) {
    LocatedBadRow first = refused.get(column);
    if (first == null) {
      remedies.textColumn(column, cells, rows);
      return quoted(column) + " is of type " + type(column) + different(cells);
    }
    RowProblem complaint = first.complaint();
    boolean read = isReadAsNumber(column);
    if (complaint.kind() != RowProblem.Kind.OTHER && read && cells.texts > 0) {
      if (remedies.textColumn(column, cells, rows)) {
        boolean missing = complaint.kind() == RowProblem.Kind.MISSING;
        return quoted(column)
            + " is "
            + complaint.found()
            + " in "
            + place(first)
            + (missing ? ", text elsewhere" : "")
            + different(cells);
      }
    }
    if (complaint.kind() == RowProblem.Kind.MISSING) {
      remedies.missing();
      return quoted(column)
          + " is "
          + complaint.found()
          + " in "
          + place(first)
          + String.format(
              Locale.ROOT, " (%,d of %,d rows)", cells.missing + (read ? cells.marked() : 0), rows)
          + (cells.texts > 0 && read
              ? ", and has texts such as " + CellValues.shown(cells.sample)
              : "");
    }
    return place(first) + ": " + complaint.message();
  }

  /** Whether it is one of the features that are numbers. */
  private boolean isReadAsNumber(String column) {
    return !column.equals(spec.section().label())
        && !column.equals(spec.section().weight().orElse(null))
        && !column.equals(spec.section().offset().orElse(null))
        && !spec.section().categorical().contains(column)
        && !spec.section().hashed().contains(column);
  }

  private String type(String column) {
    StructField field = table.schema().apply(column);
    return field.dataType() instanceof StringType ? "text" : field.dataType().simpleString();
  }

  private static String different(ColumnTally cells) {
    long distinct = cells.categories();
    return distinct == 0 ? "" : String.format(Locale.ROOT, " (%,d different)", distinct);
  }

  private static String quoted(String column) {
    return "\"" + column + "\"";
  }

  /** Short where the table is one file, which the message begins with. */
  private String place(LocatedBadRow row) {
    if (row.row() == 0) {
      return row.source().equals(table.name()) ? "a row" : row.source();
    }
    String number = String.format(Locale.ROOT, "row %,d", row.row());
    if (row.source().equals(table.name())) {
      return number;
    }
    String below = table.name().endsWith("/") ? table.name() : table.name() + "/";
    String file =
        row.source().startsWith(below) ? row.source().substring(below.length()) : row.source();
    return number + " of " + file;
  }
}
