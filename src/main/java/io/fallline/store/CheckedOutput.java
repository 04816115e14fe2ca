package io.fallline.store;

import java.io.IOException;
import java.io.OutputStream;
import org.apache.hadoop.fs.Abortable;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.FSError;
import org.apache.hadoop.fs.StreamCapabilities;
import org.apache.hadoop.fs.Syncable;

/**
 * A file being written whose disk may be full: Hadoop's local disks throw an {@code Error} then, of
 * which this makes the exception that it was.
 */
final class CheckedOutput extends OutputStream implements Syncable, StreamCapabilities, Abortable {
  private final FSDataOutputStream out;

  private CheckedOutput(FSDataOutputStream out) {
    this.out = out;
  }

  static FSDataOutputStream of(FSDataOutputStream out) {
    return new FSDataOutputStream(new CheckedOutput(out), null);
  }

  /** The exception that Hadoop has wrapped. */
  static IOException exception(FSError error) {
    return error.getCause() instanceof IOException told
        ? told
        : new IOException(error.getMessage(), error);
  }

  @Override
  public void write(int value) throws IOException {
    checked(() -> out.write(value));
  }

  @Override
  public void write(byte[] bytes, int from, int count) throws IOException {
    checked(() -> out.write(bytes, from, count));
  }

  @Override
  public void flush() throws IOException {
    checked(out::flush);
  }

  @Override
  public void hflush() throws IOException {
    checked(out::hflush);
  }

  @Override
  public void hsync() throws IOException {
    checked(out::hsync);
  }

  @Override
  public void close() throws IOException {
    checked(out::close);
  }

  @Override
  public boolean hasCapability(String capability) {
    return out.hasCapability(capability);
  }

  @Override
  public AbortableResult abort() {
    return out.abort();
  }

  private static void checked(Call call) throws IOException {
    try {
      call.run();
    } catch (FSError error) {
      throw exception(error);
    }
  }

  private interface Call {
    void run() throws IOException;
  }
}
