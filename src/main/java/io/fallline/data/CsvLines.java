package io.fallline.data;

import java.io.IOException;
import java.io.Reader;
import org.apache.spark.sql.catalyst.csv.CSVOptions;

/** A text's lines, ended by what Spark's reader takes for a line's end. */
final class CsvLines {
  private final Reader text;

  /** Null where a line feed, a carriage return or both end a line. */
  private final String separator;

  private boolean afterReturn;

  CsvLines(Reader text, CSVOptions options) {
    this.text = text;
    this.separator = options.lineSeparator().isDefined() ? options.lineSeparator().get() : null;
  }

  /**
   * The next line without its end; null where there is none.
   *
   * @param longest a line is broken off after one character more
   */
  String next(int longest) throws IOException {
    StringBuilder line = new StringBuilder();
    int c = text.read();
    if (afterReturn && c == '\n') {
      c = text.read();
    }
    afterReturn = false;
    if (c < 0) {
      return null;
    }
    for (; c >= 0 && line.length() <= longest; c = text.read()) {
      if (separator == null && (c == '\n' || c == '\r')) {
        afterReturn = c == '\r';
        break;
      }
      line.append((char) c);
      int start = separator == null ? -1 : line.length() - separator.length();
      if (start >= 0 && line.indexOf(separator, start) == start) {
        return line.substring(0, start);
      }
    }
    return line.toString();
  }
}
