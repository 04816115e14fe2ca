package io.fallline.data.records;

import io.fallline.model.BadRow;
import io.fallline.model.CellValues;
import io.fallline.model.NumberParser;
import java.io.Serializable;

/** Watches the texts of one reader's columns, and shows a listener what is new of each. */
public final class NumberOrBooleanObserver {
  private static final int NUMBER = 1;
  private static final int BOOLEAN = 2;

  private final TextListener listener;
  private final byte[] seen;

  public NumberOrBooleanObserver(TextListener listener, int columns) {
    this.listener = listener;
    this.seen = new byte[columns];
  }

  /**
   * @param cell that was read as a number
   */
  public void see(int column, String name, Object cell) {
    if (!(cell instanceof String text) || text.isEmpty()) {
      return;
    }
    int kind = Character.isLetter(text.charAt(0)) ? ofLetters(text) : ofDigits(column, text);
    if ((seen[column] | kind) != seen[column]) {
      listener.saw(column, name, text, kind == BOOLEAN);
      seen[column] |= (byte) kind; // after the listener, who may refuse the next such row as well
    }
  }

  /** Whether the listener knows that the column has numbers. */
  boolean hasSeenNumber(int column) {
    return (seen[column] & NUMBER) != 0;
  }

  /** Neither where the text says that the value is missing. */
  private static int ofLetters(String text) {
    return CellValues.isTruth(text) ? BOOLEAN : 0;
  }

  private int ofDigits(int column, String text) {
    return hasSeenNumber(column) || NumberParser.parse(text) != null ? NUMBER : 0;
  }

  /** Is shown a column's first text that is a number, and its first that is a boolean. */
  @FunctionalInterface
  public interface TextListener extends Serializable {
    /**
     * @param column as {@link RowReader} numbers columns
     * @throws BadRow if the text cannot stand there
     */
    void saw(int column, String name, String text, boolean isBoolean);
  }
}
