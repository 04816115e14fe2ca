package io.fallline.data.profile;

import io.fallline.model.CellValues;
import java.util.Locale;

/**
 * What a column is good for, by what its cells are.
 *
 * @param reason why it cannot be a number, or is no feature
 */
public record ColumnUse(Use use, String reason) {
  /** More distinct values than this are hashed. */
  static final int MOST_CATEGORIES = 1000;

  /** Numbers and a few texts with no more distinct values than these are codes. */
  private static final int MOST_CODES = 50;

  /** With fewer texts nobody can tell that they are names of rows, unless all are different. */
  private static final int FEWEST_NAMES = 20;

  /** The part that it plays. */
  public enum Use {
    NUMBER,
    VECTOR,
    CATEGORICAL,
    HASHED,
    IGNORED
  }

  /** Whether texts are told apart: one that means no value among numbers is one of them then. */
  boolean isOfTexts() {
    return use == Use.CATEGORICAL || use == Use.HASHED;
  }

  static ColumnUse of(ColumnTally column, long rows) {
    long values = column.values();
    if (values == 0) {
      return ignored("it has no value in any row");
    }
    if (column.others > 0) {
      return ignored("it is neither number nor text nor vector");
    }
    if (column.vectors > 0) {
      return new ColumnUse(Use.VECTOR, "");
    }
    long distinct = column.distinct.size();
    boolean filled = column.missing + column.marked() == 0;
    if (distinct == 1 && filled && column.infinite == 0) {
      return ignored("it has the same value in every row");
    }
    if (column.texts == 0 && column.infinite == 0 && column.huge == 0) {
      return ofNumbers(column, rows);
    }
    if (column.texts == 0) {
      String what = "infinite or beyond 1e150";
      return toMend(column.infinite + column.huge, what, what);
    }
    if (column.numbers > column.texts && distinct > MOST_CODES) {
      String sample = CellValues.shown(column.sample);
      return toMend(
          values - column.numbers, "no number, " + sample, "no numbers, such as " + sample);
    }
    return ofTexts(column);
  }

  /** Of numbers that are no more than a mistake away from a feature. */
  private static ColumnUse toMend(long cells, String one, String several) {
    return ignored(
        cells == 1
            ? "1 of its cells is " + one + "; mend it to have the column as a number"
            : String.format(
                Locale.ROOT,
                "%,d of its cells are %s; mend them to have the column as a number",
                cells,
                several));
  }

  /** Texts are rows' names rather than categories where hardly two rows have the same. */
  private static ColumnUse ofTexts(ColumnTally column) {
    long distinct = column.categories();
    long cells = column.values() + column.marked();
    boolean names = distinct == cells || (distinct > cells / 2 && distinct > FEWEST_NAMES);
    if (names) {
      return ignored("nearly every row has a text of its own");
    }
    return new ColumnUse(
        distinct <= MOST_CATEGORIES ? Use.CATEGORICAL : Use.HASHED, "its cells are texts");
  }

  private static ColumnUse ofNumbers(ColumnTally column, long rows) {
    if (column.booleans > 0 && column.numbers > 0) {
      return new ColumnUse(Use.CATEGORICAL, "it has truth values among numbers");
    }
    if (column.whole.isConsecutive() && column.numbers == rows && rows > MOST_CODES) {
      return ignored("it numbers the rows");
    }
    return new ColumnUse(Use.NUMBER, "");
  }

  private static ColumnUse ignored(String reason) {
    return new ColumnUse(Use.IGNORED, reason);
  }
}
