package io.fallline.core.serialization;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.ObjectStreamClass;
import java.io.UncheckedIOException;

/**
 * Values as bytes between driver and tasks: whatever spark.serializer is set to, Kryo included, can
 * carry an array. Only classes that {@link DeserializationFilter} allows are read.
 */
public final class JavaSerialization {
  private JavaSerialization() {}

  public static byte[] bytes(Object value) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
      out.writeObject(value);
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
    return bytes.toByteArray();
  }

  /**
   * @throws IllegalStateException if the bytes are of something else
   */
  public static <T> T value(byte[] bytes, Class<T> type) {
    return value(bytes, type, DeserializationFilter.ofTasks(bytes.length));
  }

  /**
   * @param allowed which classes the bytes may name
   * @throws IllegalStateException if the bytes are of something else
   */
  public static <T> T value(byte[] bytes, Class<T> type, DeserializationFilter allowed) {
    try (ObjectInputStream in = new ContextInput(bytes, allowed)) {
      return type.cast(in.readObject());
    } catch (IOException | ClassNotFoundException failed) {
      throw new IllegalStateException(failed);
    }
  }

  /** Finds classes where Spark puts those of the application's jar. */
  private static final class ContextInput extends ObjectInputStream {
    ContextInput(byte[] bytes, DeserializationFilter allowed) throws IOException {
      super(new ByteArrayInputStream(bytes));
      setObjectInputFilter(allowed);
    }

    @Override
    protected Class<?> resolveClass(ObjectStreamClass description)
        throws IOException, ClassNotFoundException {
      try {
        return Class.forName(
            description.getName(), false, JavaSerialization.class.getClassLoader());
      } catch (ClassNotFoundException notOurs) {
        return super.resolveClass(description);
      }
    }
  }
}
