package io.fallline.job;

import io.fallline.data.Encoding;
import io.fallline.data.InputColumn;
import io.fallline.data.InputKind;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/** A map from the inputs of an encoding to the inputs of an earlier one that stand for the same. */
final class InputMapping {
  private InputMapping() {}

  private record Place(InputColumn column, int first) {}

  /** The number of the earlier input, for each present one; −1 where there was none. */
  static int[] of(Encoding earlier, Encoding present) {
    Map<String, Place> before = new HashMap<>();
    int next = 0;
    for (InputColumn column : earlier.columns()) {
      before.put(column.column(), new Place(column, next));
      next += column.width();
    }
    int[] inputs = new int[present.inputs()];
    Arrays.fill(inputs, -1);
    int first = 0;
    for (InputColumn column : present.columns()) {
      Place place = before.get(column.column());
      if (place != null && place.column.kind() == column.kind()) {
        fill(inputs, first, column, place);
      }
      first += column.width();
    }
    if (present.hashBits() > 0 && present.hashBits() == earlier.hashBits()) {
      for (int bucket = 0; first + bucket < inputs.length; bucket++) {
        inputs[first + bucket] = next + bucket; // a value's bucket hangs on nothing but the bits
      }
    }
    return inputs;
  }

  private static void fill(int[] inputs, int first, InputColumn column, Place place) {
    for (int i = 0; i < column.width(); i++) {
      int earlier =
          column.kind() == InputKind.CATEGORICAL
              ? place.column.categories().indexOf(column.categories().get(i))
              : i;
      if (earlier >= 0 && earlier < place.column.width()) {
        inputs[first + i] = place.first + earlier;
      }
    }
  }
}
