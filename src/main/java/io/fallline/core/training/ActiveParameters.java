package io.fallline.core.training;

import io.fallline.core.math.Range;
import io.fallline.core.optimizer.OptimizerState;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The parameters that a step changes: all coordinates of a training, or, gathered side by side, the
 * few that a sparse gradient has touched. A rule works on either with the same loops, and since
 * coordinates do not depend on one another, to the same bits.
 *
 * @param indices where the gathered ones belong, ascending; null where these are all
 */
record ActiveParameters(
    int[] indices, double[] parameters, float[] rounded, OptimizerState optimizer) {

  static ActiveParameters all(TrainingState state) {
    return new ActiveParameters(null, state.parameters(), state.rounded(), state.optimizer());
  }

  static ActiveParameters gathered(int[] indices, TrainingState state) {
    double[] parameters = new double[indices.length];
    for (int k = 0; k < indices.length; k++) {
      parameters[k] = state.parameters()[indices[k]];
    }
    float[] rounded = new float[indices.length];
    return new ActiveParameters(indices, parameters, rounded, state.optimizer().at(indices));
  }

  /** Returns what was gathered to where it belongs. */
  void putBack(TrainingState state) {
    if (indices == null) {
      return;
    }
    for (int k = 0; k < indices.length; k++) {
      state.parameters()[indices[k]] = parameters[k];
      state.rounded()[indices[k]] = rounded[k];
    }
    state.optimizer().putBack(indices, optimizer);
  }

  /** Ranges of all coordinates, counted in places among gathered ones. */
  static List<Range> within(int[] indices, List<Range> ranges) {
    List<Range> within = new ArrayList<>();
    for (Range range : ranges) {
      within.add(new Range(place(indices, range.from()), place(indices, range.to()), range.bias()));
    }
    return within;
  }

  /** How many indices are below this one. */
  private static int place(int[] indices, int index) {
    int found = Arrays.binarySearch(indices, index);
    return found < 0 ? -found - 1 : found;
  }
}
