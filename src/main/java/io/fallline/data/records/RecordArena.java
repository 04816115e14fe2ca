package io.fallline.data.records;

import java.util.Arrays;
import java.util.Iterator;
import java.util.stream.IntStream;
import scala.Tuple2;

/**
 * Records that wait to be sent, with the bucket of each. They leave as one {@link RecordBlock} for
 * each bucket, so that a row costs the shuffle its bytes and nothing else.
 */
final class RecordArena {
  /** Large enough that a bucket's block is worth its place in a file. */
  private static final int MOST_BYTES = 8 << 20;

  private final CanonicalRecordWriter records;
  private final int buckets;
  private int[] bucketOf = new int[1024];
  private int[] ends = new int[1024];
  private int count;

  /**
   * @param records whose records are sent, in the order in which they are written
   */
  RecordArena(CanonicalRecordWriter records, int buckets) {
    this.records = records;
    this.buckets = buckets;
  }

  /** Says where the record belongs that was written last. */
  void add(int bucket) {
    if (count == ends.length) {
      bucketOf = Arrays.copyOf(bucketOf, 2 * count);
      ends = Arrays.copyOf(ends, 2 * count);
    }
    bucketOf[count] = bucket;
    ends[count++] = records.end();
  }

  boolean isFull() {
    return records.end() >= MOST_BYTES;
  }

  /** Gives out all records as blocks with the numbers of their buckets, and is empty again. */
  Iterator<Tuple2<Integer, byte[]>> drain() {
    int[] rows = new int[buckets];
    int[] bytes = new int[buckets];
    for (int i = 0; i < count; i++) {
      rows[bucketOf[i]]++;
      bytes[bucketOf[i]] += ends[i] - start(i);
    }
    RecordBlock.Builder[] blocks = new RecordBlock.Builder[buckets];
    int[] used = IntStream.range(0, buckets).filter(bucket -> rows[bucket] > 0).toArray();
    for (int bucket : used) {
      blocks[bucket] = new RecordBlock.Builder(rows[bucket], bytes[bucket]);
    }
    for (int i = 0; i < count; i++) {
      blocks[bucketOf[i]].add(records.bytes(), start(i), ends[i]);
    }
    count = 0;
    records.clear();
    return Arrays.stream(used)
        .mapToObj(bucket -> new Tuple2<>(bucket, blocks[bucket].bytes()))
        .iterator();
  }

  private int start(int record) {
    return record == 0 ? 0 : ends[record - 1];
  }
}
