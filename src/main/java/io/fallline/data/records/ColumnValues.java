package io.fallline.data.records;

import io.fallline.model.CodePoints;
import io.fallline.model.InputColumn.InputKind;
import java.io.Serializable;
import java.util.NavigableSet;
import java.util.TreeSet;

/** What is seen of one column: the categories of training rows, or the sizes of its vectors. */
final class ColumnValues implements Serializable {
  private static final long serialVersionUID = 1L;

  private final TreeSet<String> categories = new TreeSet<>(CodePoints.ORDER);
  private int smallestVector = Integer.MAX_VALUE;
  private int largestVector = -1;

  NavigableSet<String> categories() {
    return categories;
  }

  int smallestVector() {
    return smallestVector;
  }

  int largestVector() {
    return largestVector;
  }

  /**
   * Reads the column's value at the cursor.
   *
   * @param last whether the rest of the record does not matter, so that a vector need not be walked
   */
  void see(CanonicalRecordReader cursor, InputKind kind, boolean train, boolean last) {
    if (kind == InputKind.VECTOR) {
      int size = cursor.openVector();
      while (!last && cursor.nextElement() >= 0) {
        cursor.number();
      }
      smallestVector = Math.min(smallestVector, size);
      largestVector = Math.max(largestVector, size);
      return;
    }
    String category = cursor.text();
    if (train && category != null) {
      keep(categories, category, RecordScan.MOST_CATEGORIES);
    }
  }

  void add(ColumnValues more) {
    more.categories.forEach(category -> keep(categories, category, RecordScan.MOST_CATEGORIES));
    smallestVector = Math.min(smallestVector, more.smallestVector);
    largestVector = Math.max(largestVector, more.largestVector);
  }

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
