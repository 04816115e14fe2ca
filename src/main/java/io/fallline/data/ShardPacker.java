package io.fallline.data;

import io.fallline.core.model.Rows;
import io.fallline.core.train.BatchPlan;
import io.fallline.core.train.Shard;
import io.fallline.core.train.ShardSizes;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.broadcast.Broadcast;

/** Records → shards, one a partition. */
final class ShardPacker {
  private ShardPacker() {}

  /**
   * @param encoding an {@link Encoding} on the {@link Wire}; must live as long as the shards, which
   *     may be packed again
   */
  static JavaRDD<Shard> shards(RowRanks ranks, ShardSizes sizes, Broadcast<byte[]> encoding) {
    return ranks
        .cut(sizes)
        .mapPartitionsWithIndex(
            (index, records) -> {
              RecordPacker packer =
                  new RecordPacker(
                      Wire.value(encoding.value(), Encoding.class), BatchPlan.CHUNK_ROWS);
              return List.of(new Shard(index, chunks(records, packer))).iterator();
            },
            true);
  }

  private static List<Rows> chunks(Iterator<byte[]> records, RecordPacker packer) {
    List<Rows> chunks = new ArrayList<>();
    while (records.hasNext()) {
      packer.add(records.next());
      if (packer.size() == BatchPlan.CHUNK_ROWS || !records.hasNext()) {
        chunks.add(packer.take());
      }
    }
    return chunks;
  }
}
