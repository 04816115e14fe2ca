package io.fallline.data.records;

import java.util.NavigableSet;

/** Sets of which there is only so much to keep. */
final class BoundedSet {
  private BoundedSet() {}

  /**
   * Keeps the smallest ones, one too many at most, so that what is kept does not depend on the
   * order of arrival.
   */
  static <T> void keep(NavigableSet<T> set, T value, int most) {
    set.add(value);
    if (set.size() > most + 1) {
      set.pollLast();
    }
  }
}
