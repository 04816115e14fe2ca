package io.fallline.data;

import java.io.IOException;
import java.util.Locale;

/** A line of a text file is longer than the configuration allows. */
final class OverlongLine extends IOException {
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
