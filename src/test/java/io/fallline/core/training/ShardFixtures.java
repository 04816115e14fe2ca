package io.fallline.core.training;

import io.fallline.core.network.PackedRows;
import io.fallline.core.network.ParameterLayout;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/** Shards for tests. */
public final class ShardFixtures {
  private ShardFixtures() {}

  /** These dense rows in their order, cut into shards and chunks. */
  public static List<Shard> of(double[][] features, double[] labels, int shards) {
    float[][] rows = new float[features.length][];
    for (int i = 0; i < rows.length; i++) {
      rows[i] = ParameterLayout.float32(features[i]);
    }
    return cut(new ShardSizes(rows.length, shards), (from, to) -> dense(rows, labels, from, to));
  }

  /**
   * Seeded rows of this many columns, dense or sparse, of two classes that a line can nearly tell
   * apart.
   */
  public static List<Shard> random(ShardSizes sizes, int columns, boolean sparse, long seed) {
    Random random = new Random(seed);
    int rows = Math.toIntExact(sizes.rows());
    float[][] features = new float[rows][columns];
    double[] labels = new double[rows];
    for (int i = 0; i < rows; i++) {
      double score = random.nextGaussian() / 2;
      for (int j = 0; j < columns; j++) {
        features[i][j] = sparse && random.nextInt(4) > 0 ? 0 : (float) random.nextGaussian();
        score += features[i][j] * Math.sin(j + 1);
      }
      labels[i] = score > 0 ? 1 : 0;
    }
    return cut(
        sizes,
        (from, to) ->
            sparse ? sparse(features, labels, from, to) : dense(features, labels, from, to));
  }

  private interface Packing {
    PackedRows pack(int from, int to);
  }

  private static List<Shard> cut(ShardSizes sizes, Packing packing) {
    List<Shard> shards = new ArrayList<>();
    for (int v = 0; v < sizes.shards(); v++) {
      List<PackedRows> chunks = new ArrayList<>();
      int end = (int) sizes.start(v + 1);
      for (int from = (int) sizes.start(v); from < end; from += BatchPlan.CHUNK_ROWS) {
        chunks.add(packing.pack(from, Math.min(end, from + BatchPlan.CHUNK_ROWS)));
      }
      shards.add(new Shard(v, chunks));
    }
    return shards;
  }

  private static PackedRows dense(float[][] features, double[] labels, int from, int to) {
    int columns = features[0].length;
    float[] values = new float[(to - from) * columns];
    for (int i = from; i < to; i++) {
      System.arraycopy(features[i], 0, values, (i - from) * columns, columns);
    }
    return PackedRows.dense(to - from, columns, values, labels(labels, from, to), null, null);
  }

  private static PackedRows sparse(float[][] features, double[] labels, int from, int to) {
    int columns = features[0].length;
    int[] starts = new int[to - from + 1];
    int[] indices = new int[(to - from) * columns];
    float[] values = new float[(to - from) * columns];
    int at = 0;
    for (int i = from; i < to; i++) {
      for (int j = 0; j < columns; j++) {
        if (features[i][j] != 0) {
          indices[at] = j;
          values[at++] = features[i][j];
        }
      }
      starts[i - from + 1] = at;
    }
    return new PackedRows(
        to - from, columns, starts, indices, values, labels(labels, from, to), null, null);
  }

  private static double[] labels(double[] labels, int from, int to) {
    return IntStream.range(from, to).mapToDouble(i -> labels[i]).toArray();
  }
}
