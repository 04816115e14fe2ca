package io.fallline.core.serialization;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputFilter;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.ObjectStreamClass;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;

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

  /**
   * The filter of the classes that a message between driver and tasks may consist of. Others on the
   * class path have code that runs when they are read, which is how bytes of a stranger become
   * programs.
   *
   * @param bytes the length of the message: every element of an array takes a byte of it at least
   * @param depth how deep objects may be nested
   * @param classes the classes, besides primitives; of arrays those of their elements
   */
  public record DeserializationFilter(int bytes, int depth, Predicate<Class<?>> classes)
      implements ObjectInputFilter {
    private static final int MOST_DEPTH = 100;
    private static final String OURS = "io.fallline.";

    private static final Set<Class<?>> PLAIN =
        Set.of(
            Object.class,
            Enum.class,
            Number.class,
            Double.class,
            Float.class,
            Integer.class,
            Long.class,
            Boolean.class,
            String.class,
            ArrayList.class,
            Arrays.asList().getClass(),
            HashMap.class,
            HashSet.class,
            LinkedHashMap.class,
            TreeMap.class,
            TreeSet.class,
            Map.Entry.class); // of which a map makes room

    /** Lists, sets and maps that do not change, and what travels in their place. */
    private static final List<String> UNCHANGING =
        List.of("java.util.CollSer", "java.util.ImmutableCollections$");

    /** Allows our own classes, numbers, and plain collections. */
    static DeserializationFilter ofTasks(int bytes) {
      return new DeserializationFilter(bytes, MOST_DEPTH, DeserializationFilter::isOfTasks);
    }

    @Override
    public Status checkInput(FilterInfo info) {
      boolean bounded = info.arrayLength() <= bytes && info.depth() <= depth;
      return bounded && (info.serialClass() == null || isAllowed(info.serialClass()))
          ? Status.ALLOWED
          : Status.REJECTED;
    }

    private boolean isAllowed(Class<?> type) {
      Class<?> element = type;
      while (element.isArray()) {
        element = element.getComponentType();
      }
      return element.isPrimitive() || classes.test(element);
    }

    private static boolean isOfTasks(Class<?> type) {
      return PLAIN.contains(type)
          || type.getName().startsWith(OURS)
          || UNCHANGING.stream().anyMatch(type.getName()::startsWith);
    }
  }
}
