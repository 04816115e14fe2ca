package io.fallline.core.training;

import io.fallline.core.loss.LabelKind;
import io.fallline.core.math.RandomStream;
import io.fallline.core.network.PackedRows;
import java.util.ArrayList;
import java.util.List;

/** Rows with weights and offsets, whose labels have to do with their features. */
record FixedRows(boolean sparse, LabelKind labels, int inputs) {
  static final int TRAIN = 300;
  static final int VALIDATION = 70;
  private static final int ENTRIES = 12;

  FixedRows(boolean sparse, LabelKind labels) {
    this(sparse, labels, inputs(sparse));
  }

  /** Sparse rows are wide enough for gradients that leave columns out. */
  static int inputs(boolean sparse) {
    return sparse ? 1100 : 19;
  }

  List<Shard> shards(ShardSizes sizes, long seed) {
    RandomStream random = RandomStream.of(seed, sparse ? 1 : 0);
    List<Shard> shards = new ArrayList<>();
    for (int v = 0; v < sizes.shards(); v++) {
      shards.add(new Shard(v, List.of(chunk(sizes.size(v), random))));
    }
    return shards;
  }

  private PackedRows chunk(int size, RandomStream random) {
    int width = sparse ? ENTRIES : inputs;
    int[] starts = new int[size + 1];
    int[] indices = new int[size * width];
    float[] values = new float[size * width];
    double[] numbers = new double[size];
    double[] weights = new double[size];
    double[] offsets = new double[size];
    for (int i = 0; i < size; i++) {
      double score = 0;
      for (int k = 0; k < width; k++) {
        int at = i * width + k;
        int step = inputs / width;
        indices[at] = k * step + random.below(step);
        values[at] = (float) random.nextGaussian();
        score += values[at] * (indices[at] % 5 - 2) / 4;
      }
      starts[i + 1] = (i + 1) * width;
      numbers[i] = label(score, random);
      weights[i] = random.below(8) == 0 ? 0 : 0.25 + random.nextDouble();
      offsets[i] = random.nextGaussian() / 4;
    }
    return new PackedRows(
        size,
        inputs,
        sparse ? starts : null,
        sparse ? indices : null,
        values,
        numbers,
        weights,
        offsets);
  }

  private double label(double score, RandomStream random) {
    double noisy = score + random.nextGaussian() / 4;
    return switch (labels) {
      case NUMBER -> noisy;
      case COUNT -> Math.max(0, Math.rint(noisy + 1));
      case BINARY -> noisy > 0 ? 1 : 0;
      case CLASS -> noisy > 1 ? 2 : noisy > -1 ? 1 : 0;
    };
  }
}
