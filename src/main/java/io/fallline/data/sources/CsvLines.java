package io.fallline.data.sources;

import java.nio.charset.Charset;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.csv.CSVOptions;

/**
 * Csv files as lines of text, and how to cut them.
 *
 * @param lines all of them, headers too
 */
record CsvLines(TextLines lines, LineReader.Plan reader) {
  /** In these a byte that ends a line is nothing else, and Spark reads the lines the same way. */
  private static final Pattern ENCODINGS =
      Pattern.compile("UTF-8|US-ASCII|ISO-8859-[0-9]+|windows-125[0-9]");

  /** With one of these, cells are read in another way: the first is our own, the others Spark's. */
  private static final List<String> UNUSUAL =
      List.of("locale", "singleVariantColumn", "ignoreCorruptFiles");

  private static final String WHOLE_FILES = "wholetext";

  /** Empty where Spark's reader of csv has to read them: the options ask for something unusual. */
  static Optional<CsvLines> of(CsvSource source) {
    SparkSession session = source.session();
    CSVOptions options = CsvOptions.parsed(session, source.options());
    if (!areUsual(source, options)
        || Boolean.parseBoolean(session.conf().get("spark.sql.files.ignoreCorruptFiles"))) {
      return Optional.empty();
    }
    Map<String, String> ofText = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    ofText.putAll(source.options());
    ofText.remove(WHOLE_FILES); // csv has no such option
    TextLines lines = TextLines.of(session, ofText, source.paths());
    if (lines.haveColumns()) {
      return Optional.empty();
    }
    boolean sensitive = Boolean.parseBoolean(session.conf().get("spark.sql.caseSensitive"));
    return Optional.of(
        new CsvLines(
            lines,
            new CsvLineReader.CsvPlan(
                options, source.header().names(), !options.enforceSchema(), sensitive)));
  }

  private static boolean areUsual(CsvSource source, CSVOptions options) {
    String marks = options.delimiter() + options.quote() + options.escape() + options.comment();
    return !options.multiLine()
        && options.lineSeparator().isEmpty()
        && ENCODINGS.matcher(Charset.forName(options.charset()).name()).matches()
        && marks.chars().noneMatch(mark -> Character.isSurrogate((char) mark))
        && source.options().keySet().stream()
            .noneMatch(name -> UNUSUAL.stream().anyMatch(name::equalsIgnoreCase))
        && source.header().names().stream()
            .noneMatch(name -> name.toLowerCase(Locale.ROOT).equals(SourceTables.CORRUPT));
  }
}
