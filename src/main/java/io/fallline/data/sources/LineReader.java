package io.fallline.data.sources;

import java.io.Serializable;
import java.util.Iterator;

/** Cuts the lines that a task reads into cells. */
@FunctionalInterface
interface LineReader {
  /**
   * The cells of those lines that are rows, in one object that is moved from row to row.
   *
   * @throws io.fallline.model.BadRow while iterating, where a line is no row
   */
  Iterator<RowCells> cells(Iterator<byte[]> lines);

  /** Travels to a task and starts reading there. */
  @FunctionalInterface
  interface Plan extends Serializable {
    /**
     * @param parser of the same rows as Spark reads them
     */
    LineReader start(RawRowParser parser);
  }
}
