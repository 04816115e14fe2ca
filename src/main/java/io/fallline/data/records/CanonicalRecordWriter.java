package io.fallline.data.records;

import io.fallline.model.Murmur128;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Writes the canonical bytes of one row: {@code [hash 16][content][weight 8]}, big-endian.
 *
 * <p>Equal values have equal bytes whatever type and file they came from, and the bytes say where
 * they end. A value is a tag and what it needs; {@link CanonicalRecordReader} reads it. Records
 * compare as unsigned bytes, that is by hash, content, weight.
 */
public final class CanonicalRecordWriter {
  static final int HASH_BYTES = 16;
  static final int WEIGHT_BYTES = 8;

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
  private byte[] bytes = new byte[1024];
  private int end;

  public void start() {
    end = HASH_BYTES;
  }

  void missing() {
    put(MISSING);
  }

  /** NaN is missing; −0 is 0. */
  public void number(double value) {
    if (value == 0) {
      put(ZERO);
    } else if (value == (int) value) {
      whole((int) value);
    } else if (value == (float) value) {
      put(FLOAT32);
      putBits(Float.floatToIntBits((float) value), 4);
    } else if (Double.isNaN(value)) {
      put(MISSING);
    } else {
      put(FLOAT64);
      putBits(Double.doubleToLongBits(value), 8);
    }
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

  /** Ends the row: hashes the content, adds the weight. */
  public byte[] finish(double weight) {
    murmur.hash(bytes, HASH_BYTES, end);
    int contentEnd = end;
    putBits(Double.doubleToLongBits(weight + 0.0), WEIGHT_BYTES);
    int recordEnd = end;
    end = 0;
    putBits(murmur.first(), 8);
    putBits(murmur.second(), 8);
    end = contentEnd;
    return Arrays.copyOf(bytes, recordEnd);
  }

  private void whole(int value) {
    if (value >= -64 && value < 64) {
      put(SMALL_ZERO + value);
    } else if (value == (short) value) {
      put(INT16);
      putBits(value, 2);
    } else {
      put(INT32);
      putBits(value, 4);
    }
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

  private void putBits(long value, int width) {
    require(width);
    for (int i = width - 1; i >= 0; i--) {
      bytes[end++] = (byte) (value >>> (8 * i));
    }
  }

  private void require(int more) {
    if (end + more > bytes.length) {
      bytes = Arrays.copyOf(bytes, Math.max(end + more, bytes.length * 2));
    }
  }
}
