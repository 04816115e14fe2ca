package io.fallline.bench.untuned;

import java.util.Arrays;
import java.util.stream.IntStream;

/** How much of a fall in loss another one is. */
final class Shares {
  private Shares() {}

  /** Of the fall from a constant to a rival's loss, what is reached: 1 is as low as the rival. */
  static double of(double constant, double reached, double rival) {
    return (constant - reached) / (constant - rival);
  }

  /** The same, split by split. */
  static double[] of(double[] constants, double[] reached, double[] rivals) {
    return IntStream.range(0, constants.length)
        .mapToDouble(split -> of(constants[split], reached[split], rivals[split]))
        .toArray();
  }

  /** The lowest and the highest. */
  static String range(double[] shares) {
    double[] sorted = Arrays.stream(shares).sorted().toArray();
    return Markdown.number(sorted[0]) + "–" + Markdown.number(sorted[sorted.length - 1]);
  }
}
