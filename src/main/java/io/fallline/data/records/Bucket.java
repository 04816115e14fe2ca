package io.fallline.data.records;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;

/** The records of one bucket in memory, in order. Its memory is used again for the next bucket. */
final class Bucket {
  /** Longer runs of equal keys are sorted by merging. */
  private static final int SHORT_RUN = 32;

  /** The length of an array that holds many blocks; with its header it takes at most 4 MB. */
  private static final int BYTES_OF_A_CHUNK = (4 << 20) - 64;

  private final List<byte[]> chunks = new ArrayList<>();
  private int chunk;
  private int chunkEnd;

  private int count;
  private int[] chunkOf = new int[1024];
  private int[] starts = new int[1024];
  private int[] ends = new int[1024];
  private long[] keys = new long[1024];
  private int[] order = new int[1024];

  /** Reads all blocks, and sorts their records by their bytes: by hash, content, weight. */
  void read(Iterator<ReceivedBlock> blocks) {
    count = 0;
    chunk = 0;
    chunkEnd = 0;
    blocks.forEachRemaining(this::add);
    sort();
  }

  private void add(ReceivedBlock block) {
    byte[] bytes = room(block.length());
    int end = chunkEnd + block.length();
    block.readInto(bytes, chunkEnd);
    for (int at = chunkEnd; at < end; at = ends[count++]) {
      if (count == ends.length) {
        grow();
      }
      chunkOf[count] = chunk;
      starts[count] = at + Integer.BYTES;
      int length = (int) BigEndian.INT.get(bytes, at);
      if (length < 0 || length > end - starts[count]) {
        throw new IllegalStateException("a block of records is damaged");
      }
      ends[count] = starts[count] + length;
    }
    chunkEnd = end;
  }

  /** The array with so many bytes behind {@link #chunkEnd}. */
  private byte[] room(int length) {
    while (chunk < chunks.size()) {
      if (chunkEnd + length <= chunks.get(chunk).length) {
        return chunks.get(chunk);
      }
      if (chunkEnd == 0) { // of a bucket before, and too short for this block
        chunks.set(chunk, new byte[length]);
        return chunks.get(chunk);
      }
      chunk++;
      chunkEnd = 0;
    }
    chunks.add(new byte[Math.max(length, BYTES_OF_A_CHUNK)]);
    return chunks.get(chunk);
  }

  private void grow() {
    chunkOf = Arrays.copyOf(chunkOf, 2 * count);
    starts = Arrays.copyOf(starts, 2 * count);
    ends = Arrays.copyOf(ends, 2 * count);
    keys = new long[2 * count];
    order = new int[2 * count];
  }

  int size() {
    return count;
  }

  /** Those from a rank on: one slice, which is moved. */
  Iterator<RecordSlice> records(int from) {
    RecordSlice slice = new RecordSlice();
    return new Iterator<>() {
      private int rank = from;

      @Override
      public boolean hasNext() {
        return rank < size();
      }

      @Override
      public RecordSlice next() {
        if (!hasNext()) {
          throw new NoSuchElementException();
        }
        open(order[rank++], slice);
        return slice;
      }
    };
  }

  private void open(int place, RecordSlice slice) {
    slice.set(chunks.get(chunkOf[place]), starts[place], ends[place]);
  }

  /** Sorts numbers: the upper bits of a hash, which rarely are equal, over the record's place. */
  private void sort() {
    int placeBits = Integer.SIZE - Integer.numberOfLeadingZeros(count);
    long placeMask = (1L << placeBits) - 1;
    RecordSlice slice = new RecordSlice();
    for (int i = 0; i < count; i++) {
      open(i, slice);
      keys[i] = ((slice.hashHigh() & ~placeMask) | i) ^ Long.MIN_VALUE;
    }
    Arrays.sort(keys, 0, count);
    for (int from = 0; from < count; ) {
      int to = from;
      for (; to < count && (keys[to] & ~placeMask) == (keys[from] & ~placeMask); to++) {
        order[to] = (int) (keys[to] & placeMask);
      }
      if (to - from > 1) {
        sortRun(from, to);
      }
      from = to;
    }
  }

  /** Compares whole records; records that are equal may stand in any order. */
  private void sortRun(int from, int to) {
    if (to - from > SHORT_RUN) {
      Integer[] run = Arrays.stream(order, from, to).boxed().toArray(Integer[]::new);
      Arrays.sort(run, this::compare);
      for (int i = 0; i < run.length; i++) {
        order[from + i] = run[i];
      }
      return;
    }
    for (int i = from + 1; i < to; i++) {
      int place = order[i];
      int at = i;
      for (; at > from && compare(order[at - 1], place) > 0; at--) {
        order[at] = order[at - 1];
      }
      order[at] = place;
    }
  }

  private int compare(int left, int right) {
    RecordSlice a = new RecordSlice();
    RecordSlice b = new RecordSlice();
    open(left, a);
    open(right, b);
    return Arrays.compareUnsigned(a.bytes(), a.start(), a.end(), b.bytes(), b.start(), b.end());
  }
}
