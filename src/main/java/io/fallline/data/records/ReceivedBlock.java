package io.fallline.data.records;

import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Iterator;
import java.util.NoSuchElementException;

/**
 * A {@link SentBlock} at its bucket. Its bytes are still in the stream that it came by, so that a
 * reader can have them where it wants them. They are to be read once, before the next block is
 * asked for.
 */
final class ReceivedBlock {
  private final DataInputStream in;
  private final int length;
  private boolean isRead;

  ReceivedBlock(DataInputStream in, int length) {
    this.in = in;
    this.length = length;
  }

  static ReceivedBlock of(byte[] bytes) {
    return new ReceivedBlock(new DataInputStream(new ByteArrayInputStream(bytes)), bytes.length);
  }

  int length() {
    return length;
  }

  boolean isRead() {
    return isRead;
  }

  /**
   * Reads all bytes.
   *
   * @throws UncheckedIOException if they cannot be read, or are fewer than they should be
   */
  void readInto(byte[] to, int at) {
    isRead = true;
    try {
      in.readFully(to, at, length);
    } catch (EOFException cut) {
      throw new UncheckedIOException(new IOException("a block of records is cut off", cut));
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  byte[] bytes() {
    byte[] bytes = new byte[length];
    readInto(bytes, 0);
    return bytes;
  }

  /**
   * The records of blocks in the order in which they stand there: one slice, which is moved.
   *
   * @param skipped how many of the first ones are left out
   */
  static Iterator<RecordSlice> records(Iterator<ReceivedBlock> blocks, long skipped) {
    RecordSlice slice = new RecordSlice();
    return new Iterator<>() {
      private byte[] bytes = new byte[0];
      private int end;
      private int next;
      private long left = skipped;

      @Override
      public boolean hasNext() {
        while (left > 0 && hasRecord()) {
          next += Integer.BYTES + recordLength();
          left--;
        }
        return hasRecord();
      }

      private boolean hasRecord() {
        while (next == end && blocks.hasNext()) {
          ReceivedBlock block = blocks.next();
          end = block.length();
          next = 0;
          if (end > bytes.length) {
            bytes = new byte[end];
          }
          block.readInto(bytes, 0);
        }
        return next < end;
      }

      private int recordLength() {
        return (int) BigEndian.INT.get(bytes, next);
      }

      @Override
      public RecordSlice next() {
        if (!hasNext()) {
          throw new NoSuchElementException();
        }
        int start = next + Integer.BYTES;
        next = start + recordLength();
        return slice.set(bytes, start, next);
      }
    };
  }
}
