package io.fallline.store;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import org.apache.hadoop.fs.FSError;

/** A file being read whose disk may be broken, as {@link CheckedOutput}. */
final class CheckedInput extends FilterInputStream {

  CheckedInput(InputStream in) {
    super(in);
  }

  @Override
  public int read() throws IOException {
    try {
      return super.read();
    } catch (FSError error) {
      throw CheckedOutput.exception(error);
    }
  }

  @Override
  public int read(byte[] bytes, int from, int count) throws IOException {
    try {
      return super.read(bytes, from, count);
    } catch (FSError error) {
      throw CheckedOutput.exception(error);
    }
  }
}
