package io.fallline.data;

import io.fallline.core.model.Rows;
import io.fallline.core.train.BatchPlan;
import io.fallline.core.train.Shard;
import io.fallline.core.train.ShardSizes;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.broadcast.Broadcast;

/**
 * Records → shards, several adjacent ones a partition: looking up a partition costs a task as much
 * as a small batch's arithmetic, and how shards are spread over partitions does not matter to any
 * result.
 */
final class ShardPacker {
  /** Enough to spread them evenly, and for Spark to move only some of them to disk. */
  private static final int PARTITIONS_OF_A_CORE = 8;

  private ShardPacker() {}

  /**
   * @param encoding an {@link Encoding} on the {@link Wire}; must live as long as the shards, which
   *     may be packed again
   */
  static JavaRDD<Shard> shards(RowRanks ranks, ShardSizes sizes, Broadcast<byte[]> encoding) {
    int cores = ranks.buckets().records().rdd().sparkContext().defaultParallelism();
    int partitions = Math.min(sizes.shards(), Integer.highestOneBit(PARTITIONS_OF_A_CORE * cores));
    int each = sizes.shards() / partitions;
    return ranks
        .cut(new ShardSizes(sizes.rows(), partitions))
        .mapPartitionsWithIndex(
            (index, records) -> {
              RecordPacker packer =
                  new RecordPacker(
                      Wire.value(encoding.value(), Encoding.class), BatchPlan.CHUNK_ROWS);
              return IntStream.range(index * each, (index + 1) * each)
                  .mapToObj(v -> new Shard(v, chunks(records, sizes.size(v), packer)))
                  .iterator();
            },
            true);
  }

  private static List<Rows> chunks(Iterator<byte[]> records, int size, RecordPacker packer) {
    List<Rows> chunks = new ArrayList<>();
    for (int row = 1; row <= size; row++) {
      packer.add(records.next());
      if (packer.size() == BatchPlan.CHUNK_ROWS || row == size) {
        chunks.add(packer.take());
      }
    }
    return chunks;
  }
}
