package io.fallline.data.statistics;

import io.fallline.configuration.DataSection.Scaling;
import io.fallline.model.Encoding;
import io.fallline.model.InputColumn;
import io.fallline.model.InputColumn.InputKind;
import java.util.BitSet;

/**
 * Which scaling each numeric input gets. A configured one is that of all; {@link Scaling#AUTO}
 * looks at each vector column, and at all columns of single numbers together.
 *
 * <p>Dividing by the standard deviation makes an input that is rarely other than 0 large where it
 * is there, the rarer the larger: what one row in a million has would count a thousandfold. So
 * where values are sparse, only inputs that most rows have are {@link InputScaling#STANDARD}; the
 * others are {@link InputScaling#SHRUNK}, which never enlarges them.
 */
final class InputScalingSelector {
  /** Columns with fewer values that are not 0 than this share are sparse. */
  static final double SPARSE_BELOW = 0.1;

  private static final double MOST_ROWS = 0.5;

  private final Scaling configured;
  private final ShardStatistics statistics;
  private final BitSet indicators;
  private final InputScaling[] chosen;

  private InputScalingSelector(Scaling configured, ShardStatistics statistics, BitSet indicators) {
    this.configured = configured;
    this.statistics = statistics;
    this.indicators = indicators;
    this.chosen = new InputScaling[statistics.moments.mean.length];
  }

  /**
   * One for each input.
   *
   * @param indicators inputs that are 0 or 1 by their metadata
   */
  static InputScaling[] of(Encoding unscaled, ShardStatistics statistics, BitSet indicators) {
    InputScalingSelector choice =
        new InputScalingSelector(unscaled.scaling(), statistics, indicators);
    BitSet numbers = new BitSet();
    int first = 0;
    for (InputColumn column : unscaled.columns()) {
      if (column.kind() == InputKind.NUMBER) {
        numbers.set(first);
      } else if (column.kind() == InputKind.VECTOR) {
        BitSet vector = new BitSet();
        vector.set(first, first + column.width());
        choice.choose(vector);
      }
      first += column.width();
    }
    choice.choose(numbers);
    return choice.chosen;
  }

  private void choose(BitSet inputs) {
    boolean sparse = isSparse(inputs);
    inputs.stream().forEach(input -> chosen[input] = choice(input, sparse));
  }

  private InputScaling choice(int input, boolean sparse) {
    if (configured != Scaling.AUTO) {
      return InputScaling.valueOf(configured.name());
    }
    if (indicators.get(input)) {
      return InputScaling.NONE;
    }
    boolean rare = statistics.moments.presentWeight(input) < MOST_ROWS * statistics.weight;
    return sparse && rare ? InputScaling.SHRUNK : InputScaling.STANDARD;
  }

  private boolean isSparse(BitSet inputs) {
    BitSet others = (BitSet) inputs.clone();
    others.andNot(indicators);
    double present = 0;
    for (int i = others.nextSetBit(0); i >= 0; i = others.nextSetBit(i + 1)) {
      present += statistics.moments.presentWeight(i);
    }
    return present < SPARSE_BELOW * statistics.weight * others.cardinality();
  }

  /** How one numeric input is scaled: what a {@link Scaling} comes to where it is known. */
  enum InputScaling {
    /** Mean 0, population standard deviation 1. */
    STANDARD,
    /** Least 0, greatest 1. */
    MINMAX,
    /** Greatest magnitude 1. */
    MAXABS,
    NONE,
    /** Divided by its standard deviation where that is above 1: it is never enlarged. */
    SHRUNK
  }
}
