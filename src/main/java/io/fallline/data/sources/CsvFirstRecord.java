package io.fallline.data.sources;

import com.univocity.parsers.common.TextParsingException;
import com.univocity.parsers.csv.CsvParser;
import com.univocity.parsers.csv.CsvParserSettings;
import io.fallline.core.failure.Failure;
import java.io.BufferedReader;
import java.io.FilterReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CodingErrorAction;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.io.compress.CompressionCodec;
import org.apache.hadoop.io.compress.CompressionCodecFactory;
import org.apache.spark.sql.catalyst.csv.CSVOptions;

/** The first record of a csv file, cut into cells as Spark's reader cuts it. */
final class CsvFirstRecord {
  private static final int LONGEST = 1 << 24;

  /** Most cells of a record whose end only the parser finds. */
  private static final int MOST_CELLS = 1 << 20;

  /** Stands for bytes that are no text of the encoding; no text has it, as it is no character. */
  private static final String MALFORMED = "\uFFFF";

  private final String name;
  private final CSVOptions options;

  private CsvFirstRecord(String name, CSVOptions options) {
    this.name = name;
    this.options = options;
  }

  /**
   * The cells of the first line that is neither empty nor a comment; null where there is none.
   *
   * @param name how messages call the file
   * @throws Failure DATA if the line has no end, or is a header in another encoding
   */
  static String[] cells(String name, Path path, Configuration hadoop, CSVOptions options) {
    return new CsvFirstRecord(name, options).cells(path, hadoop);
  }

  private String[] cells(Path path, Configuration hadoop) {
    CompressionCodec codec = new CompressionCodecFactory(hadoop).getCodec(path);
    try (InputStream raw = path.getFileSystem(hadoop).open(path);
        InputStream in = codec == null ? raw : codec.createInputStream(raw);
        Reader text = withoutByteOrderMark(new InputStreamReader(in, decoder()))) {
      String[] cells =
          options.multiLine() ? firstOf(text) : cut(line(new FirstLines(text, options)));
      return cells == null ? null : decoded(cells);
    } catch (IOException failed) {
      throw new UncheckedIOException(path + ": " + failed.getMessage(), failed);
    }
  }

  private CharsetDecoder decoder() {
    return Charset.forName(options.charset())
        .newDecoder()
        .onMalformedInput(CodingErrorAction.REPLACE)
        .onUnmappableCharacter(CodingErrorAction.REPLACE)
        .replaceWith(MALFORMED);
  }

  private String line(FirstLines lines) throws IOException {
    String mark = options.isCommentSet() ? String.valueOf(options.comment()) : null;
    for (String line = lines.next(LONGEST); line != null; line = lines.next(LONGEST)) {
      if (line.length() > LONGEST) {
        throw endless();
      }
      if (!line.trim().isEmpty() && (mark == null || !line.startsWith(mark))) {
        return line;
      }
    }
    return null;
  }

  private Failure endless() {
    return Failure.data(
        name + ": its first line has more than " + LONGEST + " characters, expected a header");
  }

  private String[] cut(String line) {
    if (line == null) {
      return null;
    }
    char separator = options.delimiter().charAt(0);
    int most = 1 + (int) line.chars().filter(c -> c == separator).count();
    try {
      return new CsvParser(settings(most)).parseLine(line);
    } catch (TextParsingException malformed) {
      throw unreadable(malformed);
    }
  }

  /** A record may have several lines. */
  private String[] firstOf(Reader text) {
    CsvParser parser = new CsvParser(settings(MOST_CELLS));
    try {
      parser.beginParsing(new Bounded(text));
      return parser.parseNext();
    } catch (TextParsingException | IllegalStateException malformed) {
      if (SparkFailures.has(malformed, Endless.class)) {
        throw endless();
      }
      throw SparkFailures.has(malformed, IOException.class) ? malformed : unreadable(malformed);
    } finally {
      parser.stopParsing();
    }
  }

  private CsvParserSettings settings(int most) {
    CsvParserSettings settings = options.asParserSettings();
    settings.setMaxColumns(Math.max(most, settings.getMaxColumns()));
    return settings;
  }

  private Failure unreadable(RuntimeException malformed) {
    Throwable cause = malformed.getCause() == null ? malformed : malformed.getCause();
    String what = String.valueOf(cause.getMessage()).lines().findFirst().orElse("");
    return Failure.data(name + ": its first line cannot be parsed: " + what, malformed);
  }

  private String[] decoded(String[] cells) {
    for (int i = 0; i < cells.length; i++) {
      String cell = cells[i];
      if (cell == null || !cell.contains(MALFORMED)) {
        continue;
      }
      cells[i] = cell.replace(MALFORMED, "\uFFFD");
      if (options.headerFlag()) {
        throw Failure.data(
            "%s: the name of column %s, \"%s\", is not text in %s; set data.options.encoding, for "
                + "instance \"ISO-8859-1\"",
            name, i + 1, cells[i], options.charset());
      }
    }
    return cells;
  }

  private static Reader withoutByteOrderMark(Reader text) throws IOException {
    BufferedReader buffered = new BufferedReader(text);
    buffered.mark(1);
    if (buffered.read() != '\uFEFF') {
      buffered.reset();
    }
    return buffered;
  }

  private static final class Endless extends IOException {
    private static final long serialVersionUID = 1L;
  }

  /** Gives up where a quoted cell does not end. */
  private static final class Bounded extends FilterReader {
    private long left = LONGEST;

    Bounded(Reader text) {
      super(text);
    }

    @Override
    public int read(char[] into, int from, int length) throws IOException {
      int read = super.read(into, from, length);
      left -= Math.max(read, 0);
      if (left < 0) {
        throw new Endless();
      }
      return read;
    }
  }

  /** A text's lines, ended by what Spark's reader takes for a line's end. */
  static final class FirstLines {
    private final Reader text;

    /** Null where a line feed, a carriage return or both end a line. */
    private final String separator;

    private boolean afterReturn;

    FirstLines(Reader text, CSVOptions options) {
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
}
