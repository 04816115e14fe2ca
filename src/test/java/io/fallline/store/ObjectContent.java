package io.fallline.store;

import java.io.ByteArrayInputStream;
import org.apache.hadoop.fs.FSInputStream;

/** What is read of an {@link ObjectStore}. */
final class ObjectContent extends FSInputStream {
  private final byte[] object;
  private ByteArrayInputStream in;
  private long position;

  ObjectContent(byte[] object) {
    this.object = object;
    seek(0);
  }

  @Override
  public int read() {
    position++;
    return in.read();
  }

  @Override
  public int read(byte[] bytes, int from, int count) {
    int read = in.read(bytes, from, count);
    position += Math.max(0, read);
    return read;
  }

  @Override
  public void seek(long to) {
    position = to;
    in = new ByteArrayInputStream(object, (int) to, object.length - (int) to);
  }

  @Override
  public long getPos() {
    return position;
  }

  @Override
  public boolean seekToNewSource(long target) {
    return false;
  }
}
