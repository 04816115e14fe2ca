package io.fallline.data.loading;

import io.fallline.core.network.PackedRows;
import io.fallline.core.training.BatchPlan;
import io.fallline.core.training.Shard;
import io.fallline.core.training.ShardSizes;
import io.fallline.data.partitions.MappedPartitions;
import io.fallline.data.records.ChangedRows;
import io.fallline.data.records.RankRangeRDD.SplitRowCutter;
import io.fallline.data.records.RecordPacker;
import io.fallline.data.records.RecordSlice;
import io.fallline.data.statistics.SplitStatistics;
import io.fallline.model.Encoding;
import io.fallline.model.EncodingBytes;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.stream.IntStream;
import java.util.zip.CRC32C;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.broadcast.Broadcast;

/** Packs canonical records into shards; a partition holds several adjacent ones. */
final class ShardPacker {
  private ShardPacker() {}

  /**
   * @param checksums of the records of each shard as {@link SplitStatistics} has them, which must
   *     live as long too; null where nobody packs again
   * @param encoding what the broadcast has; that must live as long as the shards, which may be
   *     packed again
   */
  static JavaRDD<Shard> shards(
      SplitRowCutter ranks,
      ShardSizes sizes,
      Encoding encoding,
      Broadcast<EncodingBytes> wired,
      Broadcast<int[]> checksums) {
    int cores = ranks.cores();
    int partitions = ShardPartitions.of(sizes, encoding, cores);
    int each = sizes.shards() / partitions;
    return MappedPartitions.of(
        ranks.cut(new ShardSizes(sizes.rows(), partitions)),
        (index, records) -> {
          RecordPacker packer = new RecordPacker(wired.value().encoding(), BatchPlan.CHUNK_ROWS);
          int[] expected = checksums == null ? null : checksums.value();
          return IntStream.range(index * each, (index + 1) * each)
              .mapToObj(v -> shard(v, records, sizes.size(v), packer, expected))
              .iterator();
        });
  }

  private static Shard shard(
      int index, Iterator<RecordSlice> records, int size, RecordPacker packer, int[] expected) {
    CRC32C checksum = new CRC32C();
    Shard shard = new Shard(index, chunks(records, size, packer, checksum));
    if (expected != null && expected[index] != (int) checksum.getValue()) {
      throw new ChangedRows();
    }
    return shard;
  }

  private static List<PackedRows> chunks(
      Iterator<RecordSlice> records, int size, RecordPacker packer, CRC32C checksum) {
    List<PackedRows> chunks = new ArrayList<>();
    for (int row = 1; row <= size; row++) {
      RecordSlice record = records.next();
      checksum.update(record.bytes(), record.start(), record.length());
      packer.add(record);
      if (packer.size() == BatchPlan.CHUNK_ROWS || row == size) {
        chunks.add(packer.take());
      }
    }
    return chunks;
  }

  /**
   * Over how many partitions the shards of a split are spread, which does not matter to any result.
   * Looking up a partition costs a task as much as a small batch's arithmetic, and packing it a
   * task; but Spark moves whole partitions between memory, disk and executors.
   */
  static final class ShardPartitions {
    /** Enough to spread them evenly, and for Spark to move only some of them to disk. */
    private static final int PARTITIONS_OF_A_CORE = 8;

    /** Fewer rows are not worth a task of their own, once every core has one. */
    private static final int FEWEST_ROWS = 4096;

    /** A task has a partition in memory that comes from disk. */
    private static final long MOST_BYTES = 32L << 20;

    private static final int BYTES_OF_A_SPARSE_ROW = 512;

    private ShardPartitions() {}

    /** A power of two, at most as many as there are shards. */
    static int of(ShardSizes sizes, Encoding encoding, int cores) {
      long bytesOfRow =
          encoding.sparse() ? BYTES_OF_A_SPARSE_ROW : (long) Float.BYTES * encoding.inputs();
      long byCores = Integer.highestOneBit(PARTITIONS_OF_A_CORE * cores);
      long byRows = Math.max(powerOfTwoFrom(cores), Long.highestOneBit(sizes.rows() / FEWEST_ROWS));
      long byBytes = powerOfTwoFrom(sizes.rows() * bytesOfRow / MOST_BYTES);
      return (int) Math.min(sizes.shards(), Math.max(byBytes, Math.min(byCores, byRows)));
    }

    /** The least power of two that is not less. */
    private static long powerOfTwoFrom(long number) {
      return number <= 1 ? 1 : Long.highestOneBit(number - 1) << 1;
    }
  }
}
