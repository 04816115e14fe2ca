package io.fallline.data.records;

import java.util.Arrays;

/**
 * One record, as bytes that stand among those of others. A reader moves one slice from record to
 * record.
 */
public final class RecordSlice {
  private byte[] bytes;
  private int start;
  private int end;

  RecordSlice set(byte[] array, int from, int to) {
    bytes = array;
    start = from;
    end = to;
    return this;
  }

  public byte[] bytes() {
    return bytes;
  }

  public int start() {
    return start;
  }

  public int end() {
    return end;
  }

  public int length() {
    return end - start;
  }

  public double weight() {
    return Double.longBitsToDouble(
        (long) BigEndian.LONG.get(bytes, end - CanonicalRecordWriter.WEIGHT_BYTES));
  }

  /** The bytes by which records are ordered first. */
  long hashHigh() {
    return (long) BigEndian.LONG.get(bytes, start);
  }

  long hashLow() {
    return (long) BigEndian.LONG.get(bytes, start + 8);
  }

  /** The record's own bytes. */
  public byte[] copy() {
    return Arrays.copyOfRange(bytes, start, end);
  }
}
