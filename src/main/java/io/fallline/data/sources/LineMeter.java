package io.fallline.data.sources;

import java.io.IOException;
import java.util.Locale;

/** Measures the lines of a text as its bytes come by, and refuses one that is too long. */
final class LineMeter {
  private final long limit;
  private long row;
  private long length;
  private boolean afterReturn;

  /**
   * @param limit bytes of a line, its end not counted
   * @param header whether the first line is none of the rows
   */
  LineMeter(long limit, boolean header) {
    this.limit = limit;
    this.row = header ? 0 : 1;
  }

  /**
   * The next bytes.
   *
   * @throws OverlongLine if a line goes on for more than the limit
   */
  void pass(byte[] bytes, int offset, int count) throws OverlongLine {
    for (int i = offset; i < offset + count; i++) {
      pass(bytes[i]);
    }
  }

  private void pass(byte next) throws OverlongLine {
    boolean second = next == '\n' && afterReturn; // of the two that end one line
    afterReturn = next == '\r';
    if (next == '\n' || next == '\r') {
      row += second ? 0 : 1;
      length = 0;
    } else if (++length > limit) {
      throw new OverlongLine(row, limit);
    }
  }

  /** A line of a text file is longer than the configuration allows. */
  static final class OverlongLine extends IOException {
    private static final long serialVersionUID = 1L;

    /**
     * @param row its number among the file's rows, from 1; 0: the header
     */
    OverlongLine(long row, long limit) {
      super(
          (row == 0 ? "its header" : String.format(Locale.ROOT, "row %,d", row))
              + String.format(
                  Locale.ROOT,
                  ": the line is longer than %,d bytes, expected no more; if it is meant, raise data.maxLineBytes",
                  limit));
    }
  }
}
