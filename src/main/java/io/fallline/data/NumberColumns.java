package io.fallline.data;

import java.io.Serializable;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * Where a row has numbers.
 *
 * @param names of all columns, by ordinal
 * @param required ordinals of columns that hold nothing else
 * @param possible ordinals of columns that may hold texts as well
 */
record NumberColumns(List<String> names, int[] required, int[] possible) implements Serializable {
  /** In the order of the columns: a message names the first of a row that is wrong. */
  static NumberColumns of(List<String> names, Set<Integer> required, Set<Integer> possible) {
    return new NumberColumns(List.copyOf(names), sorted(required), sorted(possible));
  }

  private static int[] sorted(Set<Integer> ordinals) {
    return new TreeSet<>(ordinals).stream().mapToInt(Integer::intValue).toArray();
  }
}
