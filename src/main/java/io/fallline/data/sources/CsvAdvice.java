package io.fallline.data.sources;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.catalyst.csv.CSVOptions;

/**
 * Which option of the reader a refused csv row may want.
 *
 * @param comments whether lines of comment have a mark
 * @param lines whether a quoted cell may have several lines
 * @param nullValue whether a text other than the empty one stands for no value
 * @param unnamed columns without a name in the header, by the name that they are read under; the
 *     first one's number is 1
 */
record CsvAdvice(
    String separator,
    String encoding,
    char quote,
    char escape,
    boolean comments,
    boolean lines,
    boolean nullValue,
    Map<String, Integer> unnamed)
    implements Serializable {

  static CsvAdvice of(CSVOptions options, CsvHeader header) {
    Map<String, Integer> unnamed = new TreeMap<>();
    header.unnamed().forEach(i -> unnamed.put(header.names().get(i), i + 1));
    return new CsvAdvice(
        options.delimiter(),
        options.charset(),
        options.quote(),
        options.escape(),
        options.isCommentSet(),
        options.multiLine(),
        !options.nullValue().isEmpty(),
        unnamed);
  }

  /** For a line that does not have the header's cells. */
  String ofLine(String line) {
    return isComment(line) ? comment() : quotes(line);
  }

  /** For a row with a cell that cannot be used. */
  String ofCells(Row raw, String complaint) {
    StringBuilder advice = new StringBuilder();
    unnamed.forEach(
        (name, number) -> {
          if (complaint.contains("column \"" + name + "\" ")) {
            advice
                .append("; \"")
                .append(name)
                .append("\" is column ")
                .append(number)
                .append(" of the header, which has no name: list it under data.ignore");
          }
        });
    if (raw.get(0) instanceof String first && isComment(first)) {
      return advice + comment();
    }
    for (int i = 0; i < raw.size(); i++) {
      if (raw.get(i) instanceof String cell && cell.indexOf(quote) == 0) {
        return advice + quotes(cell);
      }
    }
    return advice.toString();
  }

  /** For a text that is used as it is, and may not be what the file's author meant. */
  String ofText(String text) {
    if (text.indexOf('\uFFFD') >= 0) {
      return ", which has bytes that are no text in "
          + encoding
          + "; set data.options.encoding, for instance \"ISO-8859-1\"";
    }
    return text.indexOf(quote) == 0 ? quotes(text) : "";
  }

  /** For a text with a blank at an end, which is another text than the one without. */
  String ofBlanks(String text) {
    return text.equals(text.strip()) || text.isBlank()
        ? ""
        : ", which begins or ends with a blank; to have texts without, set"
            + " data.options.ignoreLeadingWhiteSpace and"
            + " data.options.ignoreTrailingWhiteSpace = true";
  }

  /** For a text that stands for no value in many tables. */
  String ofNoValue(String text) {
    String marker = text.strip();
    return nullValue || !MissingValueMarkers.is(marker)
        ? ""
        : ", which is read as a value like the others; if it says that there is none, set"
            + " data.options.nullValue = \""
            + marker
            + "\" and data.missing = \"mean\"";
  }

  private boolean isComment(String text) {
    return !comments && text.startsWith("#");
  }

  private static String comment() {
    return "; if lines that begin with # are comments, set data.options.comment = \"#\"";
  }

  private String quotes(String text) {
    List<String> settings = new ArrayList<>();
    if (!lines && text.chars().filter(c -> c == quote).count() % 2 != 0) {
      settings.add("if quoted cells have line ends, set data.options.multiLine = true");
    }
    if (escape != quote && isDoubled(text)) {
      settings.add(
          "if a doubled quote stands for one quote, set data.options.escape = "
              + (quote == '"' ? "\"\\\"\"" : "\"" + quote + "\""));
    }
    return settings.isEmpty() ? "" : "; " + String.join("; ", settings);
  }

  /** Whether two quotes stand side by side within a cell; alone they are an empty one. */
  private boolean isDoubled(String text) {
    String twice = "" + quote + quote;
    for (int at = text.indexOf(twice); at >= 0; at = text.indexOf(twice, at + 1)) {
      int after = at + twice.length();
      boolean begins = at == 0 || text.startsWith(separator, at - separator.length());
      boolean ends = after == text.length() || text.startsWith(separator, after);
      if (!(begins && ends)) {
        return true;
      }
    }
    return false;
  }
}
