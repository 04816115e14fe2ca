package io.fallline.data.sources;

import com.univocity.parsers.common.TextParsingException;
import com.univocity.parsers.csv.CsvParser;
import io.fallline.model.BadRow;
import java.nio.charset.Charset;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.NoSuchElementException;
import org.apache.spark.sql.catalyst.csv.CSVExprUtils;
import org.apache.spark.sql.catalyst.csv.CSVOptions;
import scala.jdk.javaapi.CollectionConverters;

/**
 * Cuts lines of csv as Spark's reader does, with the same parser and settings. A line that Spark's
 * reader would refuse is refused, and no more is said about it: Spark's reader says that.
 */
final class CsvLineReader implements LineReader {
  /**
   * @param header names that the first line of every file has
   * @param checked whether Spark's reader compares them
   */
  record CsvPlan(CSVOptions options, List<String> header, boolean checked, boolean caseSensitive)
      implements Plan {
    @Override
    public LineReader start(RawRowParser parser) {
      return new CsvLineReader(this);
    }
  }

  private final CsvPlan plan;
  private final CsvParser parser;
  private final CsvCells cells;

  private CsvLineReader(CsvPlan plan) {
    this.plan = plan;
    this.parser = new CsvParser(plan.options.asParserSettings());
    this.cells = new CsvCells(plan.options.nullValue());
  }

  @Override
  public Iterator<RowCells> cells(Iterator<byte[]> lines) {
    return new Rows(new SplitLines(lines, Charset.forName(plan.options.charset())));
  }

  private RowCells cut(String line) {
    String[] tokens = tokens(line);
    if (tokens == null || tokens.length != plan.header.size()) {
      throw CsvRows.unfitting(plan.header.size(), line);
    }
    cells.moveTo(tokens);
    return cells;
  }

  private String[] tokens(String line) {
    try {
      return parser.parseLine(line);
    } catch (TextParsingException malformed) {
      throw new BadRow("a line that cannot be parsed");
    }
  }

  /** Compares names as Spark does, by their small letters. */
  private void requireHeader(String line) {
    String[] names = tokens(line);
    if (names == null || !plan.checked) {
      return;
    }
    boolean same = names.length == plan.header.size();
    for (int i = 0; same && i < names.length; i++) {
      String expected = plan.header.get(i);
      same =
          plan.caseSensitive
              ? expected.equals(names[i])
              : names[i] != null
                  && expected.toLowerCase(Locale.ROOT).equals(names[i].toLowerCase(Locale.ROOT));
    }
    if (!same) {
      throw new BadRow("a header unlike that of the first file");
    }
  }

  /** The rows of all splits; the next one is looked for when it is asked for. */
  private final class Rows implements Iterator<RowCells> {
    private final SplitLines lines;
    private Iterator<String> ofSplit = Collections.emptyIterator();

    Rows(SplitLines lines) {
      this.lines = lines;
    }

    @Override
    public boolean hasNext() {
      while (!ofSplit.hasNext()) {
        if (!lines.nextSplit()) {
          return false;
        }
        if (plan.options.headerFlag() && lines.isStartOfFile()) {
          CSVExprUtils.extractHeader(CollectionConverters.asScala(lines), plan.options)
              .foreach(
                  line -> {
                    requireHeader(line);
                    return null;
                  });
        }
        ofSplit =
            CollectionConverters.asJava(
                CSVExprUtils.filterCommentAndEmpty(
                    CollectionConverters.asScala(lines), plan.options));
      }
      return true;
    }

    @Override
    public RowCells next() {
      if (!hasNext()) {
        throw new NoSuchElementException();
      }
      return cut(ofSplit.next());
    }
  }
}
