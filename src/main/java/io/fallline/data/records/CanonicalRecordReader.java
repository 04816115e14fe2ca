package io.fallline.data.records;

import java.nio.charset.StandardCharsets;

/** Reads a record of {@link CanonicalRecordWriter} from front to back. */
public final class CanonicalRecordReader {
  private byte[] bytes;
  private int at;
  private boolean sparse;
  private int size;
  private int left;
  private int index;

  public void open(RecordSlice record) {
    bytes = record.bytes();
    at = record.start() + CanonicalRecordWriter.HASH_BYTES;
  }

  /** The next value as a number; NaN where it is missing. */
  public double number() {
    int tag = bytes[at++] & 0xff;
    if (tag >= CanonicalRecordWriter.SMALL) {
      return tag - CanonicalRecordWriter.SMALL_ZERO;
    }
    return switch (tag) {
      case CanonicalRecordWriter.MISSING -> Double.NaN;
      case CanonicalRecordWriter.ZERO -> 0;
      case CanonicalRecordWriter.INT16 -> (short) BigEndian.SHORT.get(bytes, skip(2));
      case CanonicalRecordWriter.INT32 -> (int) BigEndian.INT.get(bytes, skip(4));
      case CanonicalRecordWriter.FLOAT32 ->
          Float.intBitsToFloat((int) BigEndian.INT.get(bytes, skip(4)));
      case CanonicalRecordWriter.FLOAT64 ->
          Double.longBitsToDouble((long) BigEndian.LONG.get(bytes, skip(8)));
      default ->
          throw new IllegalStateException("a record has tag " + tag + " where a number should be");
    };
  }

  /** The next values as numbers. */
  public void numbers(double[] into, int count) {
    byte[] from = bytes;
    for (int i = 0; i < count; i++) {
      if (from[at] == CanonicalRecordWriter.FLOAT64) {
        into[i] = Double.longBitsToDouble((long) BigEndian.LONG.get(from, at + 1));
        at += 9;
      } else {
        into[i] = number();
      }
    }
  }

  /** Where the cursor was before it moved on. */
  private int skip(int width) {
    at += width;
    return at - width;
  }

  boolean atText() {
    return bytes[at] == CanonicalRecordWriter.TEXT;
  }

  /** The next value as a text; null where it is missing. */
  public String text() {
    int tag = bytes[at++];
    if (tag == CanonicalRecordWriter.MISSING) {
      return null;
    }
    int length = count();
    at += length;
    return new String(bytes, at - length, length, StandardCharsets.UTF_8);
  }

  /**
   * Enters a vector and returns its size; {@link #nextElement} must then be called until there is
   * none.
   */
  public int openVector() {
    sparse = bytes[at++] == CanonicalRecordWriter.SPARSE;
    size = count();
    left = sparse ? count() : size;
    index = -1;
    return size;
  }

  /**
   * The index of the next element that is not 0, or −1 at the vector's end; {@link #number} reads
   * it.
   */
  public int nextElement() {
    if (sparse) {
      if (left == 0) {
        return -1;
      }
      left--;
      index += 1 + count();
      return index;
    }
    int next = index + 1;
    int from = at - next;
    while (next < size && bytes[from + next] == CanonicalRecordWriter.ZERO) {
      next++;
    }
    at = from + next;
    index = next;
    return next < size ? next : -1;
  }

  private int count() {
    int value = 0;
    for (int shift = 0; ; shift += 7) {
      int next = bytes[at++];
      value |= (next & 0x7f) << shift;
      if (next >= 0) {
        return value;
      }
    }
  }
}
