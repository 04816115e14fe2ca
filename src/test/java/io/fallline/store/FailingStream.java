package io.fallline.store;

import java.io.IOException;
import java.io.OutputStream;
import org.apache.hadoop.fs.FSDataOutputStream;

/** Writes as {@link FileFaults} lets it. */
final class FailingStream extends OutputStream {
  private final FSDataOutputStream out;
  private final boolean local;

  /**
   * @param local whether what goes wrong with a write is thrown as Hadoop's local disks do: as an
   *     {@code Error}
   */
  FailingStream(FSDataOutputStream out, boolean local) {
    this.out = out;
    this.local = local;
  }

  @Override
  public void write(int value) throws IOException {
    write(new byte[] {(byte) value}, 0, 1);
  }

  @Override
  public void write(byte[] bytes, int from, int count) throws IOException {
    try {
      FileFaults.changing(() -> written(bytes, from, count), () -> written(bytes, from, count / 2));
    } catch (IOException failed) {
      if (local) {
        throw FullDisk.error(failed);
      }
      throw failed;
    }
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
