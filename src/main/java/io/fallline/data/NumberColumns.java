package io.fallline.data;

import java.io.Serializable;
import java.util.List;
import java.util.Set;

/**
 * Where a row has numbers.
 *
 * @param names of all columns, by ordinal
 * @param required ordinals of columns that hold nothing else
 * @param possible ordinals of columns that may hold texts as well
 */
record NumberColumns(List<String> names, Set<Integer> required, Set<Integer> possible)
    implements Serializable {
  NumberColumns {
    names = List.copyOf(names);
    required = Set.copyOf(required);
    possible = Set.copyOf(possible);
  }
}
