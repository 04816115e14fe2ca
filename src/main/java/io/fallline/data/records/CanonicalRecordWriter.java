package io.fallline.data.records;

import io.fallline.model.Murmur128;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Writes the canonical bytes of rows, one behind the other: {@code [hash 16][content][weight 8]},
 * big-endian.
 *
 * <p>Equal values have equal bytes whatever type and file they came from, and the bytes say where
 * they end. A value is a tag and what it needs; {@link CanonicalRecordReader} reads it. Records
 * compare as unsigned bytes, that is by hash, content, weight.
 */
public final class CanonicalRecordWriter {
  static final int HASH_BYTES = 16;
  static final int WEIGHT_BYTES = 8;
  private static final int MOST_OF_A_NUMBER = 9;

  static final int MISSING = 0;
  static final int ZERO = 1;
  static final int INT16 = 2;
  static final int INT32 = 3;
  static final int FLOAT32 = 4;
  static final int FLOAT64 = 5;
  static final int TEXT = 6;
  static final int DENSE = 7;
  static final int SPARSE = 8;

  /** Tags from here on are whole numbers themselves: {@code tag − SMALL_ZERO}, −64 to 63. */
  static final int SMALL = 0x80;

  static final int SMALL_ZERO = 0xc0;

  private final Murmur128 murmur = new Murmur128();
  private final RecordSlice last = new RecordSlice();
  private byte[] bytes = new byte[1024];
  private int start;
  private int end;

  /** Forgets all records. */
  public void clear() {
    end = 0;
  }

  /** Begins a record behind those that are finished. */
  public void start() {
    start = end;
    require(HASH_BYTES);
    end += HASH_BYTES;
  }

  /** The records stand in here, up to {@link #end}; until one more is written. */
  byte[] bytes() {
    return bytes;
  }

  int end() {
    return end;
  }

  void missing() {
    put(MISSING);
  }

  /** NaN is missing; −0 is 0. */
  public void number(double value) {
    require(MOST_OF_A_NUMBER);
    end = put(value, bytes, end);
  }

  /** The first numbers of an array, one after the other. */
  void numbers(double[] values, int count) {
    require(count * MOST_OF_A_NUMBER);
    byte[] to = bytes;
    int at = end;
    for (int i = 0; i < count; i++) {
      at = put(values[i], to, at);
    }
    end = at;
  }

  private static int put(double value, byte[] to, int at) {
    int whole = (int) value;
    if (value == whole) {
      return putWhole(whole, to, at);
    }
    float single = (float) value;
    if (value == single) {
      to[at] = FLOAT32;
      BigEndian.INT.set(to, at + 1, Float.floatToIntBits(single));
      return at + 5;
    }
    if (Double.isNaN(value)) {
      to[at] = MISSING;
      return at + 1;
    }
    to[at] = FLOAT64;
    BigEndian.LONG.set(to, at + 1, Double.doubleToLongBits(value));
    return at + 9;
  }

  private static int putWhole(int value, byte[] to, int at) {
    if (value == 0) {
      to[at] = ZERO;
      return at + 1;
    }
    if (value >= -64 && value < 64) {
      to[at] = (byte) (SMALL_ZERO + value);
      return at + 1;
    }
    if (value == (short) value) {
      to[at] = INT16;
      BigEndian.SHORT.set(to, at + 1, (short) value);
      return at + 3;
    }
    to[at] = INT32;
    BigEndian.INT.set(to, at + 1, value);
    return at + 5;
  }

  public void text(String text) {
    byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
    put(TEXT);
    count(utf8.length);
    require(utf8.length);
    System.arraycopy(utf8, 0, bytes, end, utf8.length);
    end += utf8.length;
  }

  /**
   * A vector by its elements that are not 0, indices ascending; written as dense or sparse by how
   * many there are.
   */
  void vector(int size, int[] indices, double[] values, int stored) {
    boolean sparse = stored < size / 2;
    put(sparse ? SPARSE : DENSE);
    count(size);
    if (sparse) {
      count(stored);
    }
    int next = 0;
    for (int i = 0; i < stored; i++) {
      if (sparse) {
        count(indices[i] - next);
      } else {
        zeros(indices[i] - next);
      }
      number(values[i]);
      next = indices[i] + 1;
    }
    if (!sparse) {
      zeros(size - next);
    }
  }

  /**
   * Ends the record: hashes the content, adds the weight.
   *
   * @return the record, until one more is written
   */
  public RecordSlice finish(double weight) {
    murmur.hash(bytes, start + HASH_BYTES, end);
    putBits(Double.doubleToLongBits(weight + 0.0));
    BigEndian.LONG.set(bytes, start, murmur.first());
    BigEndian.LONG.set(bytes, start + 8, murmur.second());
    return last.set(bytes, start, end);
  }

  private void zeros(int many) {
    require(many);
    Arrays.fill(bytes, end, end + many, (byte) ZERO);
    end += many;
  }

  private void count(int value) {
    int rest = value;
    while (rest >= 0x80) {
      put((rest & 0x7f) | 0x80);
      rest >>>= 7;
    }
    put(rest);
  }

  private void put(int value) {
    require(1);
    bytes[end++] = (byte) value;
  }

  private void putBits(long value) {
    require(8);
    BigEndian.LONG.set(bytes, end, value);
    end += 8;
  }

  private void require(int more) {
    if (end + more > bytes.length) {
      bytes = Arrays.copyOf(bytes, Math.max(end + more, bytes.length * 2));
    }
  }
}
