package io.fallline.data.records;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;

/** The records of one bucket in memory, in order. */
final class Bucket {
  /** Longer runs of equal keys are sorted by merging. */
  private static final int SHORT_RUN = 32;

  private final byte[][] blocks;
  private final int[] blockOf;
  private final int[] starts;
  private final int[] ends;
  private int[] order; // null until they are sorted

  private Bucket(List<RecordBlock> all) {
    int count = Math.toIntExact(all.stream().mapToLong(RecordBlock::count).sum());
    blocks = all.stream().map(RecordBlock::bytes).toArray(byte[][]::new);
    blockOf = new int[count];
    starts = new int[count];
    ends = new int[count];
    int next = 0;
    for (int number = 0; number < blocks.length; number++) {
      RecordBlock block = all.get(number);
      for (int i = 0; i < block.count(); i++) {
        blockOf[next] = number;
        starts[next] = block.start(i);
        ends[next++] = block.end(i);
      }
    }
  }

  /** Sorted by the records' bytes, which are unsigned: by hash, content, weight. */
  static Bucket sorted(Iterator<byte[]> blocks) {
    List<RecordBlock> all = new ArrayList<>();
    blocks.forEachRemaining(bytes -> all.add(new RecordBlock(bytes)));
    Bucket bucket = new Bucket(all);
    bucket.sort();
    return bucket;
  }

  int size() {
    return blockOf.length;
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
        open(rank++, slice);
        return slice;
      }
    };
  }

  private void open(int rank, RecordSlice slice) {
    int at = order == null ? rank : order[rank];
    slice.set(blocks[blockOf[at]], starts[at], ends[at]);
  }

  /** Sorts numbers: the upper bits of a hash, which rarely are equal, over the record's place. */
  private void sort() {
    int count = size();
    int placeBits = Integer.SIZE - Integer.numberOfLeadingZeros(count);
    long placeMask = (1L << placeBits) - 1;
    long[] keys = new long[count];
    RecordSlice slice = new RecordSlice();
    for (int i = 0; i < count; i++) {
      open(i, slice);
      keys[i] = ((slice.hashHigh() & ~placeMask) | i) ^ Long.MIN_VALUE;
    }
    Arrays.sort(keys);
    int[] sorted = new int[count];
    for (int from = 0; from < count; ) {
      int to = from;
      for (; to < count && (keys[to] & ~placeMask) == (keys[from] & ~placeMask); to++) {
        sorted[to] = (int) (keys[to] & placeMask);
      }
      if (to - from > 1) {
        sortRun(sorted, from, to);
      }
      from = to;
    }
    order = sorted;
  }

  /** Compares whole records; records that are equal may stand in any order. */
  private void sortRun(int[] places, int from, int to) {
    if (to - from > SHORT_RUN) {
      Integer[] run = Arrays.stream(places, from, to).boxed().toArray(Integer[]::new);
      Arrays.sort(run, this::compare);
      for (int i = 0; i < run.length; i++) {
        places[from + i] = run[i];
      }
      return;
    }
    for (int i = from + 1; i < to; i++) {
      int place = places[i];
      int at = i;
      for (; at > from && compare(places[at - 1], place) > 0; at--) {
        places[at] = places[at - 1];
      }
      places[at] = place;
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
