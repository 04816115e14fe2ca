package io.fallline.store;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import org.apache.hadoop.fs.Abortable;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.FSError;
import org.apache.hadoop.fs.StreamCapabilities;
import org.apache.hadoop.fs.Syncable;

/**
 * Streams of files whose disk may be full or broken. Hadoop's local disks throw an {@code Error}
 * then; these throw the exception that it was.
 */
final class DiskErrors {
  private DiskErrors() {}

  static FSDataOutputStream checked(FSDataOutputStream out) {
    return new FSDataOutputStream(new Output(out), null);
  }

  static InputStream checked(InputStream in) {
    return new Input(in);
  }

  private static IOException exception(FSError error) {
    return error.getCause() instanceof IOException told
        ? told
        : new IOException(error.getMessage(), error);
  }

  private static final class Input extends FilterInputStream {
    Input(InputStream in) {
      super(in);
    }

    @Override
    public int read() throws IOException {
      try {
        return super.read();
      } catch (FSError error) {
        throw exception(error);
      }
    }

    @Override
    public int read(byte[] bytes, int from, int count) throws IOException {
      try {
        return super.read(bytes, from, count);
      } catch (FSError error) {
        throw exception(error);
      }
    }
  }

  private static final class Output extends OutputStream
      implements Syncable, StreamCapabilities, Abortable {
    private final FSDataOutputStream out;

    Output(FSDataOutputStream out) {
      this.out = out;
    }

    @Override
    public void write(int value) throws IOException {
      attempt(() -> out.write(value));
    }

    @Override
    public void write(byte[] bytes, int from, int count) throws IOException {
      attempt(() -> out.write(bytes, from, count));
    }

    @Override
    public void flush() throws IOException {
      attempt(out::flush);
    }

    @Override
    public void hflush() throws IOException {
      attempt(out::hflush);
    }

    @Override
    public void hsync() throws IOException {
      attempt(out::hsync);
    }

    @Override
    public void close() throws IOException {
      attempt(out::close);
    }

    @Override
    public boolean hasCapability(String capability) {
      return out.hasCapability(capability);
    }

    @Override
    public AbortableResult abort() {
      return out.abort();
    }

    private static void attempt(Call call) throws IOException {
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
}
