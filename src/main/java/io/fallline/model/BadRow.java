package io.fallline.model;

import java.io.Serializable;

/**
 * A row that cannot be used, thrown in a task. It says what is wrong with the row; where the row
 * stands is found out afterwards, by {@code SourceTable.firstBad}, because a task knows neither the
 * number of its row nor whether it is the first.
 *
 * <p>What can be done is another thing for those who train, who may take the column otherwise, and
 * for those who score, whose model is as it is; and rows of files can be read otherwise by both.
 */
public final class BadRow extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final RowProblem complaint;
  private final String what;
  private final String ofTraining;
  private final String ofFiles;
  private final String ofScoring;

  public BadRow(String what) {
    this(new RowProblem("", RowProblem.Kind.OTHER, "", what, ""));
  }

  public BadRow(RowProblem complaint) {
    this(complaint, complaint.message(), "", "", "");
  }

  private BadRow(
      RowProblem complaint, String what, String ofTraining, String ofFiles, String ofScoring) {
    super(what + ofTraining + ofFiles, null, false, false);
    this.complaint =
        new RowProblem(
            complaint.column(),
            complaint.kind(),
            complaint.found(),
            what + ofTraining + ofFiles,
            complaint.advice());
    this.what = what;
    this.ofTraining = ofTraining;
    this.ofFiles = ofFiles;
    this.ofScoring = ofScoring;
  }

  public static BadRow column(String column, String found, String expected) {
    return column(RowProblem.Kind.OTHER, column, found, expected);
  }

  /** A text where a number is expected. */
  static BadRow text(String column, String found, String expected) {
    return column(RowProblem.Kind.TEXT, column, found, expected);
  }

  /** Nothing where a value is expected. */
  static BadRow missing(String column, String found, String expected) {
    return column(RowProblem.Kind.MISSING, column, found, expected);
  }

  private static BadRow column(RowProblem.Kind kind, String column, String found, String expected) {
    String message = "column \"" + column + "\" is " + found + ", expected " + expected;
    return new BadRow(new RowProblem(column, kind, found, message, ""));
  }

  public RowProblem complaint() {
    return complaint;
  }

  /**
   * The same with what is to be done.
   *
   * @param training by those who train, after a semicolon
   */
  public BadRow remedy(String training) {
    return new BadRow(complaint, what, ofTraining + "; " + training, ofFiles, ofScoring);
  }

  /**
   * @param files by those who have files, after a semicolon
   */
  BadRow remedyOfFiles(String files) {
    return new BadRow(complaint, what, ofTraining, ofFiles + "; " + files, ofScoring);
  }

  /**
   * @param scoring why a model cannot take it, after a comma
   */
  BadRow modelled(String scoring) {
    return new BadRow(complaint, what, ofTraining, ofFiles, ofScoring + ", " + scoring);
  }

  /** For those who score the rows of files. */
  public BadRow inScoring() {
    return new BadRow(complaint, what + ofScoring, "", ofFiles, "");
  }

  /** For those who score a row of their program's. */
  String alone() {
    return what + ofScoring;
  }

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
}
