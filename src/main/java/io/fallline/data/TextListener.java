package io.fallline.data;

import java.io.Serializable;

/** Is shown a column's first text that is a number, and its first that is a boolean. */
@FunctionalInterface
interface TextListener extends Serializable {
  /**
   * @param column as {@link RowReader} numbers columns
   * @throws BadRow if the text cannot stand there
   */
  void saw(int column, String name, String text, boolean isBoolean);
}
