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

/** Records → shards, several adjacent ones a partition. */
final class ShardPacker {
  private ShardPacker() {}

  /**
   * @param encoding what the broadcast has on the {@link Wire}; that must live as long as the
   *     shards, which may be packed again
   */
  static JavaRDD<Shard> shards(
      RowRanks ranks, ShardSizes sizes, Encoding encoding, Broadcast<byte[]> wired) {
    int cores = ranks.buckets().records().rdd().sparkContext().defaultParallelism();
    int partitions = ShardPartitions.of(sizes, encoding, cores);
    int each = sizes.shards() / partitions;
    return ranks
        .cut(new ShardSizes(sizes.rows(), partitions))
        .mapPartitionsWithIndex(
            (index, records) -> {
              RecordPacker packer =
                  new RecordPacker(Wire.value(wired.value(), Encoding.class), BatchPlan.CHUNK_ROWS);
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
