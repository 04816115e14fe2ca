package io.fallline.core.training;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.DoubleBuffer;
import java.nio.FloatBuffer;
import java.nio.IntBuffer;

/**
 * A region of bytes that chunks are read from, in this machine's byte order: of a mapped file, or a
 * copy in memory. A read once it is closed is refused, as what was mapped may be gone.
 */
public final class MappedBytes {
  /** A chunk begins at a multiple of this many bytes. */
  static final int ALIGNMENT = Double.BYTES;

  /** The same bytes as numbers of three kinds. */
  private record Views(
      Loading loading,
      ByteBuffer bytes,
      DoubleBuffer doubles,
      FloatBuffer floats,
      IntBuffer ints) {}

  /** Brings bytes of a region into memory. */
  public interface Loading {
    /** Of a region that is in memory. */
    Loading NONE =
        new Loading() {
          @Override
          public void load(int at, int length) {}

          @Override
          public void read(int at, ByteBuffer into) {
            throw new UnsupportedOperationException("these bytes are on no disk");
          }
        };

    /** Has all of them read from disk in one piece, so that no single one has to be waited for. */
    void load(int at, int length);

    /** Fills the buffer with the bytes from there on. */
    void read(int at, ByteBuffer into);
  }

  private volatile Views views;

  /** What is written to it by then can be read from now on. */
  public void open(ByteBuffer bytes, Loading loading) {
    ByteBuffer ordered = bytes.duplicate().order(ByteOrder.nativeOrder());
    views =
        new Views(
            loading,
            ordered,
            ordered.asDoubleBuffer(),
            ordered.asFloatBuffer(),
            ordered.asIntBuffer());
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

  void load(int at, int length) {
    views().loading.load(at, length);
  }

  /** Copies bytes from disk into another region, which is in memory. */
  void copy(int at, int length, MappedBytes to, int toAt) {
    views().loading.read(at, to.views().bytes.slice(toAt, length));
  }

  private Views views() {
    Views open = views;
    if (open == null) {
      throw new IllegalStateException("spilled rows are read that are not there any more");
    }
    return open;
  }
}
