package io.fallline.data.sources;

import java.util.Iterator;
import java.util.NoSuchElementException;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;

/** Reads lines of libsvm as {@link LibsvmParser} does. */
final class LibsvmLineReader implements LineReader {
  private final LibsvmParser parser;
  private final LibsvmLine line;

  LibsvmLineReader(RawRowParser parser) {
    this.parser = (LibsvmParser) parser;
    this.line = new LibsvmLine(this.parser.features(), this.parser.base());
  }

  @Override
  public Iterator<RowCells> cells(Iterator<byte[]> lines) {
    return new Rows(lines);
  }

  /** The lines that are rows; the next one is looked for when it is asked for. */
  private final class Rows implements Iterator<RowCells>, RowCells {
    private final Iterator<byte[]> lines;
    private byte[] ahead;

    /** Null where the line is a usual one. */
    private Row parsed;

    Rows(Iterator<byte[]> lines) {
      this.lines = lines;
    }

    @Override
    public boolean hasNext() {
      while (ahead == null && lines.hasNext()) {
        byte[] bytes = lines.next();
        ahead = LibsvmLine.isIgnored(bytes) ? null : bytes;
      }
      return ahead != null;
    }

    @Override
    public RowCells next() {
      if (!hasNext()) {
        throw new NoSuchElementException();
      }
      byte[] bytes = ahead;
      ahead = null;
      parsed = line.read(bytes) ? null : parser.parse(RowFactory.create(LibsvmLine.decoded(bytes)));
      return this;
    }

    @Override
    public double number(int ordinal) {
      return ordinal == LibsvmTable.LABEL && parsed == null ? line.label() : Double.NaN;
    }

    @Override
    public Object get(int ordinal) {
      if (parsed != null) {
        return parsed.get(ordinal);
      }
      return ordinal == LibsvmTable.LABEL ? (Object) line.label() : line;
    }
  }
}
