package io.fallline.data.records;

import java.util.Iterator;
import java.util.NoSuchElementException;

/**
 * Some records of one bucket in one array, as they travel: {@code [count 4][end of each
 * 4][records]}, big-endian, ends being counted from the array's first byte.
 */
record RecordBlock(byte[] bytes) {
  int count() {
    return (int) BigEndian.INT.get(bytes, 0);
  }

  int start(int record) {
    return record == 0 ? Integer.BYTES * (1 + count()) : end(record - 1);
  }

  int end(int record) {
    return (int) BigEndian.INT.get(bytes, Integer.BYTES * (1 + record));
  }

  /**
   * The records of blocks in the order in which they stand there: one slice, which is moved.
   *
   * @param skipped how many of the first ones are left out
   */
  static Iterator<RecordSlice> records(Iterator<byte[]> blocks, long skipped) {
    RecordSlice slice = new RecordSlice();
    return new Iterator<>() {
      private RecordBlock block;
      private int count;
      private int next;
      private long left = skipped;

      @Override
      public boolean hasNext() {
        while (next == count && blocks.hasNext()) {
          block = new RecordBlock(blocks.next());
          count = block.count();
          next = (int) Math.min(count, left);
          left -= next;
        }
        return next < count;
      }

      @Override
      public RecordSlice next() {
        if (!hasNext()) {
          throw new NoSuchElementException();
        }
        slice.set(block.bytes(), block.start(next), block.end(next));
        next++;
        return slice;
      }
    };
  }

  /** Fills a block whose size is known. */
  static final class Builder {
    private final byte[] bytes;
    private int count;
    private int end;

    Builder(int records, int recordBytes) {
      end = Integer.BYTES * (1 + records);
      bytes = new byte[end + recordBytes];
      BigEndian.INT.set(bytes, 0, records);
    }

    void add(byte[] from, int start, int stop) {
      System.arraycopy(from, start, bytes, end, stop - start);
      end += stop - start;
      BigEndian.INT.set(bytes, Integer.BYTES * (1 + count++), end);
    }

    byte[] bytes() {
      return bytes;
    }
  }
}
