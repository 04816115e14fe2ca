package io.fallline.data.profile;

import io.fallline.core.failure.Failure;
import io.fallline.data.sources.MissingColumnCheck;
import io.fallline.data.sources.MissingValueMarkers;
import io.fallline.data.sources.PathDisplay;
import io.fallline.data.sources.RawRowParser;
import io.fallline.data.sources.RawRowParser.NumberColumns;
import io.fallline.data.sources.RowValidator;
import io.fallline.data.sources.SourceTable;
import io.fallline.data.sources.SourceTables;
import io.fallline.data.sources.SparkFailures;
import io.fallline.model.BadRow;
import io.fallline.model.CellValues;
import io.fallline.model.NumberParser;
import io.fallline.watch.JobDescription;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructField;

/**
 * A table as one look at all its rows finds it, and how it is to be read.
 *
 * @param options for Spark's reader, found out where they were not given
 * @param label the column to be predicted; it is among {@code columns} too
 * @param columns in the order of the table
 */
public record TableProfile(
    String format,
    Map<String, String> options,
    long rows,
    ColumnProfile label,
    List<ColumnProfile> columns) {

  /**
   * Reads all rows, and once more where they turn out to want other options.
   *
   * @param format null: by the files' names
   * @param options that were given, which stand over what is found out
   * @throws Failure DATA if there is no such label, or rows cannot be read or have no label;
   *     COMMAND_LINE if the format is not given and not to be told
   */
  public static TableProfile of(
      SparkSession session,
      List<String> paths,
      String format,
      Map<String, String> options,
      String label) {
    return JobDescription.during(
        session.sparkContext(), "looking", () -> look(session, paths, format, options, label));
  }

  private static TableProfile look(
      SparkSession session,
      List<String> paths,
      String given,
      Map<String, String> options,
      String label) {
    return SparkFailures.run(
        new PathDisplay(paths).all(),
        () -> {
          String format =
              given == null
                  ? FileFormatDetection.of(paths, session.sparkContext().hadoopConfiguration())
                  : given;
          boolean csv = format.equals("csv");
          Map<String, String> first =
              csv ? CsvGuess.options(session, paths, options, label) : options;
          Look look = new Look(session, paths, format, first, label);
          Map<String, String> better = csv ? look.better(options.keySet()) : first;
          return (better.equals(first) ? look : new Look(session, paths, format, better, label))
              .profile();
        });
  }

  /** One reading of the table. */
  private static final class Look {
    private final String format;
    private final Map<String, String> options;
    private final String label;
    private final SourceTable table;
    private final List<StructField> fields;
    private final TableTally tally;

    Look(
        SparkSession session,
        List<String> paths,
        String format,
        Map<String, String> options,
        String label) {
      this.format = format;
      this.options = options;
      this.label = label;
      table = new SourceTables(session, format, options).open(paths, paths, 0);
      MissingColumnCheck.refuse(table, List.of(label));
      StructField[] all = table.schema().fields();
      int[] ordinals =
          IntStream.range(0, all.length)
              .filter(i -> !all[i].name().equals(SourceTables.CORRUPT))
              .toArray();
      fields = IntStream.of(ordinals).mapToObj(i -> all[i]).toList();
      RawRowParser parser = parser(ordinals);
      tally = TableTally.of(table, parser, ordinals);
      requireRows(parser, ordinals[number()]);
      if (tally.rows() == 0) {
        throw Failure.data(table.name() + ": there are no rows");
      }
    }

    /** With numbers in the locale's notation rewritten, wherever they stand. */
    private RawRowParser parser(int[] ordinals) {
      if (!table.untyped()) {
        return table.parser();
      }
      Set<Integer> all = new TreeSet<>(IntStream.of(ordinals).boxed().toList());
      return table
          .parser()
          .numbers(NumberColumns.of(Arrays.asList(table.schema().fieldNames()), Set.of(), all));
    }

    private int number() {
      return fields.stream().map(StructField::name).toList().indexOf(label);
    }

    /** Refuses rows that cannot be read, and those that have nothing to be learnt. */
    private void requireRows(RawRowParser parser, int ordinal) {
      boolean numbers = tally.column(number()).isOfNumbers();
      boolean chosen = options.keySet().stream().anyMatch("nullValue"::equalsIgnoreCase);
      LabelCheck check = new LabelCheck(label, numbers, table.untyped(), chosen);
      RowValidator.Plan labelled = () -> raw -> check.require(parser.parse(raw).get(ordinal));
      table
          .firstBad(labelled)
          .ifPresent(
              refused -> {
                throw Failure.data(refused);
              });
    }

    /**
     * The options with those that its texts suggest.
     *
     * @param given which are left alone
     */
    Map<String, String> better(Set<String> given) {
      Set<String> named = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
      named.addAll(given);
      Map<String, String> better = new LinkedHashMap<>(options);
      TreeMap<String, Long> markers = new TreeMap<>();
      boolean blanks = false;
      boolean commas = false;
      boolean points = false;
      for (int i = 0; i < fields.size(); i++) {
        ColumnTally cells = tally.column(i);
        if (cells.texts > 0) {
          MissingValueMarkers.among(cells.markers)
              .forEach((text, times) -> markers.merge(text, times, Long::sum));
        }
        blanks |= cells.blanks > 0;
        commas |= cells.commas > 0 && cells.commas == cells.texts;
        points |= cells.points > 0;
      }
      if (!markers.isEmpty() && !named.contains("nullValue")) {
        better.put("nullValue", MissingValueMarkers.commonest(markers));
      }
      if (blanks && !named.contains("ignoreLeadingWhiteSpace")) {
        CsvGuess.withoutBlanks(better);
      }
      if (commas && !points && !named.contains("locale")) {
        better.put("locale", "de-DE");
      }
      return better;
    }

    TableProfile profile() {
      List<String> directories = table.partitionColumns();
      List<ColumnProfile> columns = new ArrayList<>();
      for (int i = 0; i < fields.size(); i++) {
        StructField field = fields.get(i);
        columns.add(
            ColumnProfile.of(
                field,
                tally.column(i),
                tally.rows(),
                directories.contains(field.name()),
                i == number()));
      }
      return new TableProfile(
          format, new HashMap<>(options), tally.rows(), columns.get(number()), columns);
    }
  }

  /**
   * Whether something can be learnt of a row's label; travels to the tasks.
   *
   * @param numbers whether the labels are numbers, among which no text is a class
   * @param csv whether an option could say which text stands for no value
   * @param chosen whether it does: other texts are classes then, whatever they usually mean
   */
  record LabelCheck(String column, boolean numbers, boolean csv, boolean chosen)
      implements Serializable {

    /**
     * @throws BadRow if there is no label, or one that no training takes
     */
    void require(Object cell) {
      String text = CellValues.text(cell);
      if (text == null || text.isBlank() || isNoValue(text.strip())) {
        BadRow bad = BadRow.column(column, CellValues.shown(cell), "a label in every row");
        boolean option = text != null && !text.isBlank() && csv && !numbers && !isNan(text);
        throw bad.remedy(
            "take rows without one out"
                + (option
                    ? ", or set data.options.nullValue to another text if this one is a class"
                    : ""));
      }
      if (numbers && !isUsable(cell, text)) {
        throw BadRow.column(
                column, CellValues.shown(cell), "a finite label of a magnitude of at most 1e150")
            .remedy("mend the row or take it out");
      }
    }

    private boolean isNoValue(String text) {
      return numbers
          ? NumberParser.isMissing(text)
          : isNan(text) || (MissingValueMarkers.is(text) && !chosen);
    }

    /** No training takes it for a class. */
    private static boolean isNan(String text) {
      return text.strip().equalsIgnoreCase("nan");
    }

    private static boolean isUsable(Object cell, String text) {
      Double number =
          cell instanceof Number value ? (Double) value.doubleValue() : NumberParser.parse(text);
      return number != null && Math.abs(number) <= CellValues.MOST;
    }
  }
}
