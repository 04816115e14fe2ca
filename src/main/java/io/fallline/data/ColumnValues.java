package io.fallline.data;

import java.io.Serializable;
import java.util.NavigableSet;
import java.util.TreeSet;

/** Of one column: the categories of training rows, or the sizes of its vectors. */
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
    switch (kind) {
      case NUMBER -> cursor.number();
      case VECTOR -> {
        int size = cursor.openVector();
        while (!last && cursor.nextElement() >= 0) {
          cursor.number();
        }
        smallestVector = Math.min(smallestVector, size);
        largestVector = Math.max(largestVector, size);
      }
      case CATEGORICAL -> {
        String category = cursor.text();
        if (train && category != null) {
          BoundedSet.keep(categories, category, LabelAndCategoryScan.MOST_CATEGORIES);
        }
      }
      case HASHED -> cursor.text();
    }
  }

  void add(ColumnValues more) {
    more.categories.forEach(
        category -> BoundedSet.keep(categories, category, LabelAndCategoryScan.MOST_CATEGORIES));
    smallestVector = Math.min(smallestVector, more.smallestVector);
    largestVector = Math.max(largestVector, more.largestVector);
  }
}
