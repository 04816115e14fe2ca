package io.fallline.store;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import org.apache.hadoop.fs.Abortable;
import org.apache.hadoop.fs.StreamCapabilities;
import org.apache.hadoop.fs.Syncable;

/**
 * What is written to an {@link ObjectStore}: nothing of it is there before the stream is closed,
 * and a call for more is refused.
 */
final class ObjectUpload extends OutputStream implements Abortable, StreamCapabilities, Syncable {
  private final Put put;
  private final ByteArrayOutputStream written = new ByteArrayOutputStream();
  private boolean over;

  /** Makes the bytes an object, or says that it does not. */
  interface Put {
    void put(byte[] bytes) throws IOException;
  }

  ObjectUpload(Put put) {
    this.put = put;
  }

  @Override
  public void write(int value) throws IOException {
    write(new byte[] {(byte) value}, 0, 1);
  }

  /** Into a buffer on disk, which may be full. */
  @Override
  public void write(byte[] bytes, int from, int count) throws IOException {
    FileFaults.changing(() -> buffered(bytes, from, count), () -> buffered(bytes, from, count / 2));
  }

  private Object buffered(byte[] bytes, int from, int count) {
    written.write(bytes, from, count);
    return null;
  }

  @Override
  public void close() throws IOException {
    if (!over) {
      over = true;
      FileFaults.changing(
          () -> {
            put.put(written.toByteArray());
            return null;
          });
    }
  }

  @Override
  public AbortableResult abort() {
    boolean before = over;
    over = true;
    return new AbortableResult() {
      @Override
      public boolean alreadyClosed() {
        return before;
      }

      @Override
      public IOException anyCleanupException() {
        return null;
      }
    };
  }

  @Override
  public boolean hasCapability(String capability) {
    return capability.equals(StreamCapabilities.ABORTABLE_STREAM);
  }

  @Override
  public void hflush() {
    throw new UnsupportedOperationException("an object is written when it is closed");
  }

  @Override
  public void hsync() {
    hflush();
  }
}
