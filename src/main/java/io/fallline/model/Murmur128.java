package io.fallline.model;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * MurmurHash3 for 64-bit machines, 128 bits, seed 0 (Austin Appleby, public domain). Our own,
 * because every result hangs on it: it must never change with a library.
 */
public final class Murmur128 {
  private static final long C1 = 0x87c37b91114253d5L;
  private static final long C2 = 0x4cf5ad432745937fL;

  private static final VarHandle LITTLE =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  private long first;
  private long second;

  /** Hashes bytes [from, to); the result stands in {@link #first()} and {@link #second()}. */
  public void hash(byte[] bytes, int from, int to) {
    int length = to - from;
    first = 0;
    second = 0;
    int at = from;
    for (; at + 16 <= to; at += 16) {
      block((long) LITTLE.get(bytes, at), (long) LITTLE.get(bytes, at + 8));
    }
    int rest = to - at;
    if (rest > 8) {
      second ^= mixSecond(little(bytes, at + 8, rest - 8));
    }
    if (rest > 0) {
      first ^= mixFirst(little(bytes, at, Math.min(rest, 8)));
    }
    first ^= length;
    second ^= length;
    first += second;
    second += first;
    first = finish(first);
    second = finish(second);
    first += second;
    second += first;
  }

  public long first() {
    return first;
  }

  public long second() {
    return second;
  }

  /** Spreads every bit of a number over all bits (the finisher of MurmurHash3). */
  public static long finish(long k) {
    long x = k;
    x = (x ^ (x >>> 33)) * 0xff51afd7ed558ccdL;
    x = (x ^ (x >>> 33)) * 0xc4ceb9fe1a85ec53L;
    return x ^ (x >>> 33);
  }

  private void block(long low, long high) {
    first ^= mixFirst(low);
    first = (Long.rotateLeft(first, 27) + second) * 5 + 0x52dce729;
    second ^= mixSecond(high);
    second = (Long.rotateLeft(second, 31) + first) * 5 + 0x38495ab5;
  }

  private static long mixFirst(long k) {
    return Long.rotateLeft(k * C1, 31) * C2;
  }

  private static long mixSecond(long k) {
    return Long.rotateLeft(k * C2, 33) * C1;
  }

  private static long little(byte[] bytes, int from, int count) {
    long value = 0;
    for (int i = count - 1; i >= 0; i--) {
      value = (value << 8) | (bytes[from + i] & 0xff);
    }
    return value;
  }
}
