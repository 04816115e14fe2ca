package io.fallline.data.records;

import java.io.DataOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.Iterator;
import java.util.stream.IntStream;
import scala.Tuple2;

/**
 * Records that wait to be sent, with the bucket of each. They leave as one {@link SentBlock} for
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

  /**
   * Gives out all records as blocks with the numbers of their buckets, and is empty again. They
   * stand in here until one more is written, so each block is to be used before that.
   */
  Iterator<Tuple2<Integer, SentBlock>> drain() {
    int[] firsts = new int[buckets + 1];
    for (int i = 0; i < count; i++) {
      firsts[bucketOf[i] + 1]++;
    }
    for (int bucket = 0; bucket < buckets; bucket++) {
      firsts[bucket + 1] += firsts[bucket];
    }
    int[] next = firsts.clone();
    int[] starts = new int[count];
    int[] stops = new int[count];
    for (int i = 0; i < count; i++) {
      int place = next[bucketOf[i]]++;
      starts[place] = start(i);
      stops[place] = ends[i];
    }
    count = 0;
    records.clear();
    return IntStream.range(0, buckets)
        .filter(bucket -> firsts[bucket] < firsts[bucket + 1])
        .mapToObj(
            bucket ->
                new Tuple2<Integer, SentBlock>(
                    bucket, new Records(starts, stops, firsts[bucket], firsts[bucket + 1])))
        .iterator();
  }

  private int start(int record) {
    return record == 0 ? 0 : ends[record - 1];
  }

  /** Some records: {@code [length 4][record]} each, big-endian. */
  private final class Records implements SentBlock {
    private final int[] starts;
    private final int[] stops;
    private final int first;
    private final int last;

    Records(int[] starts, int[] stops, int first, int last) {
      this.starts = starts;
      this.stops = stops;
      this.first = first;
      this.last = last;
    }

    @Override
    public int length() {
      int length = Integer.BYTES * (last - first);
      for (int i = first; i < last; i++) {
        length += stops[i] - starts[i];
      }
      return length;
    }

    @Override
    public void writeTo(DataOutputStream out) throws IOException {
      for (int i = first; i < last; i++) {
        int length = stops[i] - starts[i];
        out.writeInt(length);
        out.write(records.bytes(), starts[i], length);
      }
    }
  }
}
