package io.fallline.data.statistics;

import io.fallline.core.failure.Failure;
import io.fallline.data.DataSpec;
import io.fallline.model.Encoding;
import io.fallline.model.InputColumn;
import io.fallline.model.LabelClasses;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * What is learnt from the training rows' sums, and which sums nothing can be learnt from.
 *
 * @param name how messages call the training rows
 */
public record EncodingBuilder(DataSpec spec, String name) {
  /** Two sums of {@link ColumnMoments}, of a task and of all, and what is learnt from them. */
  private static final int BYTES_OF_A_NUMBER = 152;

  public Encoding unscaled(List<InputColumn> inputs, LabelClasses classes) {
    Encoding unscaled =
        new Encoding(
            spec.section().label(),
            spec.section().weight().orElse(null),
            spec.section().offset().orElse(null),
            spec.labels(),
            inputs,
            spec.section().hashed().isEmpty() ? 0 : spec.section().hashBits(),
            spec.section().missing(),
            spec.section().scaling(),
            false,
            classes,
            null,
            null,
            null);
    requireRoom(unscaled.numbers());
    return unscaled;
  }

  /** One large index of a sparse row makes as many inputs, whose statistics are dense. */
  private void requireRoom(long numbers) {
    long needed = numbers * BYTES_OF_A_NUMBER;
    long heap = Runtime.getRuntime().maxMemory();
    if (needed > heap) {
      throw Failure.data(
          "%s: %s numeric inputs need %s MiB in the driver to be scaled, which has %s MiB; is an index "
              + "of a sparse row wrong? Otherwise give the driver a larger heap",
          name, numbers, needed >> 20, heap >> 20);
    }
  }

  /** Says what is odd about the weights, if anything is. */
  public Optional<String> checkedWeight(ShardStatistics statistics) {
    if (statistics.weight == 0) {
      throw Failure.data(
          "%s: column \"%s\" is 0 in every training row, expected a weight above 0",
          name, spec.section().weight().orElse(null));
    }
    if (!Double.isFinite(statistics.weight)) {
      throw Failure.data(
          "%s: the weights of column \"%s\" add up to infinity",
          name, spec.section().weight().orElse(null));
    }
    boolean oneClass =
        statistics.classWeights.length > 0
            && Arrays.stream(statistics.classWeights).filter(w -> w > 0).count() < 2;
    return oneClass
        ? Optional.of("all training rows with a weight above 0 are of one class")
        : Optional.empty();
  }
}
