package io.fallline.model;

import java.io.Serializable;

/**
 * What is wrong with a row.
 *
 * @param column empty where it is not one column
 * @param found the cell as messages show it; empty where it is not one cell
 * @param message what was found, and what was expected
 * @param advice what the source's format has to say about the row, to be put behind; or empty
 */
public record RowProblem(String column, Kind kind, String found, String message, String advice)
    implements Serializable {
  /** Whether a setting may be all that is wanted. */
  public enum Kind {
    /** A text stands where a number is expected. */
    TEXT,
    /** Nothing stands where a value is expected. */
    MISSING,
    OTHER
  }

  public RowProblem withAdvice(String said) {
    return new RowProblem(column, kind, found, message, said);
  }

  /**
   * The same, told of another column: that of a vector with its elements.
   *
   * @param whole empty where it does not matter
   */
  public RowProblem of(String whole) {
    return new RowProblem(whole, kind, found, message, advice);
  }
}
