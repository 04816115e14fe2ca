package io.fallline.data.profile;

import io.fallline.core.failure.Failure;
import io.fallline.data.sources.CsvHeader;
import io.fallline.data.sources.CsvOptions;
import io.fallline.data.sources.MissingColumnCheck;
import io.fallline.data.sources.PathDisplay;
import io.fallline.model.NumberParser;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.apache.spark.sql.SparkSession;

/** How csv files are to be read, by their first line. */
final class CsvGuess {
  private static final List<String> SEPARATORS = List.of(",", ";", "\t", "|");
  private static final List<String> SEPARATOR_OPTIONS = List.of("sep", "delimiter");

  /** No table has more columns than such a number counts. */
  private static final String UNNAMED = "_c[0-9]{1,6}";

  private CsvGuess() {}

  /**
   * Options for Spark's reader.
   *
   * @param given which stand over all that is guessed
   * @param label a column that has to be there; {@code _c3} where there is no header
   * @throws Failure DATA if the first line has no such name, but numbers
   */
  static Map<String, String> options(
      SparkSession session, List<String> paths, Map<String, String> given, String label) {
    Map<String, String> named = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    named.putAll(given);
    Map<String, String> guessed = new LinkedHashMap<>();
    String separator =
        SEPARATOR_OPTIONS.stream()
            .filter(named::containsKey)
            .map(named::get)
            .findFirst()
            .orElseGet(() -> separator(session, paths, named, label));
    List<String> cells = firstLine(session, paths, named, separator);
    if (SEPARATOR_OPTIONS.stream().noneMatch(named::containsKey) && !separator.equals(",")) {
      guessed.put("sep", separator);
    }
    if (!named.containsKey("header") && !hasName(cells, label)) {
      if (label.matches(UNNAMED) && Integer.parseInt(label.substring(2)) < cells.size()) {
        guessed.put("header", "false");
      } else if (cells.stream().anyMatch(cell -> NumberParser.parse(cell) != null)) {
        throw Failure.data(
            "%s: no column \"%s\"; the first line has numbers, so if there is no header, columns are "
                + "called _c0 to _c%s: --label _c%s is the last one (there are %s)",
            new PathDisplay(paths).all(),
            label,
            cells.size() - 1,
            cells.size() - 1,
            MissingColumnCheck.listed(cells));
      }
    }
    if (!guessed.containsKey("header") && cells.stream().anyMatch(CsvGuess::hasBlank)) {
      withoutBlanks(guessed);
    }
    guessed.putAll(given);
    return guessed;
  }

  static void withoutBlanks(Map<String, String> options) {
    options.put("ignoreLeadingWhiteSpace", "true");
    options.put("ignoreTrailingWhiteSpace", "true");
  }

  private static boolean hasBlank(String cell) {
    return !cell.equals(cell.strip());
  }

  private static boolean hasName(List<String> cells, String label) {
    return cells.stream().map(String::strip).anyMatch(Predicate.isEqual(label));
  }

  /** The one that cuts out the label; else the one that cuts most. */
  private static String separator(
      SparkSession session, List<String> paths, Map<String, String> given, String label) {
    String best = SEPARATORS.get(0);
    int most = 0;
    for (String separator : SEPARATORS) {
      List<String> cells = firstLine(session, paths, given, separator);
      if (hasName(cells, label)) {
        return separator;
      }
      if (cells.size() > most) {
        most = cells.size();
        best = separator;
      }
    }
    return best;
  }

  private static List<String> firstLine(
      SparkSession session, List<String> paths, Map<String, String> given, String separator) {
    Map<String, String> options = CsvOptions.of(given);
    options.put("sep", separator);
    options.put("header", "false");
    return CsvHeader.read(session, options, paths).written();
  }
}
