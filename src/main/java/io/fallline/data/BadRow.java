package io.fallline.data;

/**
 * A row that cannot be used, thrown in a task. It says what is wrong with the row; where the row
 * stands is found out afterwards, by {@link Table#firstBad}, because a task knows neither the
 * number of its row nor whether it is the first.
 */
final class BadRow extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final Complaint complaint;

  BadRow(String what) {
    this(new Complaint("", Complaint.Kind.OTHER, "", what, ""));
  }

  BadRow(Complaint complaint) {
    super(complaint.message(), null, false, false);
    this.complaint = complaint;
  }

  static BadRow column(String column, String found, String expected) {
    return column(Complaint.Kind.OTHER, column, found, expected);
  }

  /** A text where a number is expected. */
  static BadRow text(String column, String found, String expected) {
    return column(Complaint.Kind.TEXT, column, found, expected);
  }

  /** Nothing where a value is expected. */
  static BadRow missing(String column, String found, String expected) {
    return column(Complaint.Kind.MISSING, column, found, expected);
  }

  private static BadRow column(Complaint.Kind kind, String column, String found, String expected) {
    String message = "column \"" + column + "\" is " + found + ", expected " + expected;
    return new BadRow(new Complaint(column, kind, found, message, ""));
  }

  Complaint complaint() {
    return complaint;
  }
}
