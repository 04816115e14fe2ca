package io.fallline.data;

import java.io.Serializable;

/**
 * Whether something can be learnt of a row's label; travels to the tasks.
 *
 * @param numbers whether the labels are numbers, among which no text is a class
 * @param csv whether an option could say which text stands for no value
 * @param chosen whether it does: other texts are classes then, whatever they usually mean
 */
record LabelCheck(String column, boolean numbers, boolean csv, boolean chosen)
    implements Serializable {

  /**
   * @throws BadRow if there is no label, or one that no training takes
   */
  void require(Object cell) {
    String text = CellValues.text(cell);
    if (text == null || text.isBlank() || isNoValue(text.strip())) {
      BadRow bad = BadRow.column(column, CellValues.shown(cell), "a label in every row");
      boolean option = text != null && !text.isBlank() && csv && !numbers && !isNan(text);
      throw bad.remedy(
          "take rows without one out"
              + (option
                  ? ", or set data.options.nullValue to another text if this one is a class"
                  : ""));
    }
    if (numbers && !isUsable(cell, text)) {
      throw BadRow.column(
              column, CellValues.shown(cell), "a finite label of a magnitude of at most 1e150")
          .remedy("mend the row or take it out");
    }
  }

  private boolean isNoValue(String text) {
    return numbers
        ? NumberParser.isMissing(text)
        : isNan(text) || (MissingValueMarkers.is(text) && !chosen);
  }

  /** No training takes it for a class. */
  private static boolean isNan(String text) {
    return text.strip().equalsIgnoreCase("nan");
  }

  private static boolean isUsable(Object cell, String text) {
    Double number =
        cell instanceof Number value ? (Double) value.doubleValue() : NumberParser.parse(text);
    return number != null && Math.abs(number) <= CellValues.MOST;
  }
}
