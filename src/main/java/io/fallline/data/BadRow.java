package io.fallline.data;

/**
 * A row that cannot be used, thrown in a task. It says what is wrong with the row; where the row
 * stands is found out afterwards, by {@link Table#firstBad}, because a task knows neither the
 * number of its row nor whether it is the first.
 */
final class BadRow extends RuntimeException {
  private static final long serialVersionUID = 1L;

  BadRow(String what) {
    super(what, null, false, false);
  }

  static BadRow column(String column, String found, String expected) {
    return new BadRow("column \"" + column + "\" is " + found + ", expected " + expected);
  }
}
