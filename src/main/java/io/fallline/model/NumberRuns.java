package io.fallline.model;

import io.fallline.model.InputColumn.InputKind;
import java.util.List;

/** Which fields of a record are columns of numbers that stand together, to be read at once. */
public final class NumberRuns {
  private final int[] ends;

  private NumberRuns(int[] ends) {
    this.ends = ends;
  }

  /**
   * @param kinds of the fields, in the order of a record
   */
  public static NumberRuns of(List<InputKind> kinds) {
    int[] ends = new int[kinds.size() + 1];
    ends[kinds.size()] = kinds.size();
    for (int i = kinds.size() - 1; i >= 0; i--) {
      boolean goesOn = i + 1 < kinds.size() && kinds.get(i + 1) == InputKind.NUMBER;
      ends[i] = kinds.get(i) != InputKind.NUMBER ? i : goesOn ? ends[i + 1] : i + 1;
    }
    return new NumberRuns(ends);
  }

  /** Behind the last number of those that this field begins; the field itself if it is none. */
  public int end(int field) {
    return ends[field];
  }
}
