package io.fallline.store;

import java.io.IOException;
import java.io.OutputStream;
import org.apache.hadoop.fs.FSDataOutputStream;

/** Writes as {@link FileFaults} lets it. */
final class FailingStream extends OutputStream {
  private final FSDataOutputStream out;

  FailingStream(FSDataOutputStream out) {
    this.out = out;
  }

  @Override
  public void write(int value) throws IOException {
    write(new byte[] {(byte) value}, 0, 1);
  }

  @Override
  public void write(byte[] bytes, int from, int count) throws IOException {
    FileFaults.changing(() -> written(bytes, from, count), () -> written(bytes, from, count / 2));
  }

  private Object written(byte[] bytes, int from, int count) throws IOException {
    out.write(bytes, from, count);
    out.flush();
    return null;
  }

  @Override
  public void flush() throws IOException {
    out.flush();
  }

  @Override
  public void close() throws IOException {
    FileFaults.changing(
        () -> {
          out.close();
          return null;
        });
  }
}
