package io.fallline.core.train;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.DoubleBuffer;
import java.nio.FloatBuffer;
import java.nio.IntBuffer;
import java.nio.MappedByteBuffer;

/**
 * Bytes that chunks are read from, of this machine's byte order: a part of a file, mapped. Whoever
 * reads once it is closed is refused, as what was mapped may be gone.
 */
public final class ByteRegion {
  /** A chunk begins at a multiple of this many bytes. */
  static final int ALIGNMENT = Double.BYTES;

  /** The same bytes as numbers of three kinds. */
  private record Views(
      ByteBuffer bytes, DoubleBuffer doubles, FloatBuffer floats, IntBuffer ints) {}

  private volatile Views views;

  /** What is written to it by then can be read from now on. */
  public void open(ByteBuffer bytes) {
    ByteBuffer ordered = bytes.duplicate().order(ByteOrder.nativeOrder());
    views =
        new Views(bytes, ordered.asDoubleBuffer(), ordered.asFloatBuffer(), ordered.asIntBuffer());
  }

  public void close() {
    views = null;
  }

  DoubleBuffer doubles() {
    return views().doubles;
  }

  FloatBuffer floats() {
    return views().floats;
  }

  IntBuffer ints() {
    return views().ints;
  }

  /** Brings bytes into memory in one piece, where they are mapped. */
  void load(int at, int length) {
    if (views().bytes instanceof MappedByteBuffer mapped) {
      mapped.slice(at, length).load();
    }
  }

  private Views views() {
    Views open = views;
    if (open == null) {
      throw new IllegalStateException("spilled rows are read that are not there any more");
    }
    return open;
  }
}
