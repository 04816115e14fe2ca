package io.fallline.core.wire;

import java.io.ObjectInputFilter;
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

/**
 * Which classes a message between driver and tasks may consist of: our own, numbers, and plain
 * collections. Others on the class path have code that runs when they are read, which is how bytes
 * of a stranger become programs.
 *
 * @param bytes the length of the message: every element of an array takes a byte of it at least
 */
record WireFilter(int bytes) implements ObjectInputFilter {
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

  @Override
  public Status checkInput(FilterInfo info) {
    boolean bounded = info.arrayLength() <= bytes && info.depth() <= MOST_DEPTH;
    return bounded && (info.serialClass() == null || isPart(info.serialClass()))
        ? Status.ALLOWED
        : Status.REJECTED;
  }

  private static boolean isPart(Class<?> type) {
    Class<?> element = type;
    while (element.isArray()) {
      element = element.getComponentType();
    }
    return element.isPrimitive()
        || PLAIN.contains(element)
        || element.getName().startsWith(OURS)
        || UNCHANGING.stream().anyMatch(element.getName()::startsWith);
  }
}
