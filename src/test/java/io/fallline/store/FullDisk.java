package io.fallline.store;

import java.io.IOException;
import java.lang.reflect.Constructor;
import org.apache.hadoop.fs.FSError;

/** What Hadoop makes of a local disk that is full. */
public final class FullDisk {
  private FullDisk() {}

  public static FSError error() {
    return error(new IOException("No space left on device"));
  }

  /** Its constructor is for Hadoop alone. */
  static FSError error(IOException told) {
    try {
      Constructor<FSError> constructor = FSError.class.getDeclaredConstructor(Throwable.class);
      constructor.setAccessible(true);
      return constructor.newInstance(told);
    } catch (ReflectiveOperationException e) {
      throw new AssertionError(e);
    }
  }
}
