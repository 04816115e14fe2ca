package io.fallline.data.records;

import io.fallline.core.failure.Failure;
import io.fallline.core.serialization.JavaSerialization;
import io.fallline.core.training.DataSplit;
import io.fallline.data.sources.ColumnRoles;
import io.fallline.model.CodePoints;
import io.fallline.model.Encoding;
import io.fallline.model.InputColumn;
import io.fallline.model.InputColumn.InputKind;
import io.fallline.model.LabelClasses;
import java.io.Serializable;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.NavigableSet;
import java.util.TreeSet;
import org.apache.spark.api.java.JavaRDD;

/**
 * What has to be known of the rows before they can be ranked: how many there are, and which values
 * columns take.
 */
public final class LabelAndCategoryScan implements Serializable {
  private static final long serialVersionUID = 1L;

  /** More classes than this are not classes. */
  public static final int MOST_CLASSES = 10_000;

  /** More categories than this want hashing. */
  static final int MOST_CATEGORIES = 200_000;

  private final transient OrderedRecords buckets;
  private final long[] counts;
  private final TreeSet<Double> numberLabels = new TreeSet<>();
  private final TreeSet<String> textLabels = new TreeSet<>(CodePoints.ORDER);
  private final ColumnValues[] values;

  /**
   * @param buckets null where this is about one bucket
   */
  private LabelAndCategoryScan(OrderedRecords buckets, int columns) {
    this.buckets = buckets;
    counts = new long[buckets == null ? 1 : buckets.records().getNumPartitions()];
    values = new ColumnValues[columns];
    for (int i = 0; i < columns; i++) {
      values[i] = new ColumnValues();
    }
  }

  public static LabelAndCategoryScan of(OrderedRecords buckets, ColumnRoles roles) {
    JavaRDD<byte[]> records = buckets.records();
    int all = records.getNumPartitions();
    int trainBuckets = buckets.count();
    List<byte[]> found =
        records
            .mapPartitionsWithIndex(
                (bucket, rows) -> {
                  LabelAndCategoryScan one =
                      new LabelAndCategoryScan(null, roles.features().size());
                  one.see(rows, roles, bucket < trainBuckets);
                  return List.of(JavaSerialization.bytes(one)).iterator();
                },
                true)
            .collect();
    LabelAndCategoryScan total = new LabelAndCategoryScan(buckets, roles.features().size());
    for (int bucket = 0; bucket < all; bucket++) {
      total.add(bucket, JavaSerialization.value(found.get(bucket), LabelAndCategoryScan.class));
    }
    return total;
  }

  /** Rows of each bucket of a part. */
  public long[] counts(DataSplit part) {
    int first = buckets.first(part);
    return Arrays.copyOfRange(counts, first, first + buckets.count());
  }

  public long rows(DataSplit part) {
    return Arrays.stream(counts(part)).sum();
  }

  /** At most one more than {@link #MOST_CLASSES}. */
  public NavigableSet<Double> numberLabels() {
    return numberLabels;
  }

  public NavigableSet<String> textLabels() {
    return textLabels;
  }

  /** Whether every label is one of these classes. */
  public boolean hasOnly(LabelClasses classes) {
    return textLabels.stream().allMatch(label -> classes.indexOf(label) >= 0)
        && numberLabels.stream().allMatch(label -> classes.indexOf(label) >= 0);
  }

  public NavigableSet<String> categories(int column) {
    return values[column].categories();
  }

  int smallestVector(int column) {
    return values[column].smallestVector();
  }

  int largestVector(int column) {
    return values[column].largestVector();
  }

  private void see(Iterator<byte[]> rows, ColumnRoles roles, boolean train) {
    List<ColumnRoles.Feature> features = roles.inRecordOrder();
    int seen = columnsSeen(features, train);
    CanonicalRecordReader cursor = new CanonicalRecordReader();
    while (rows.hasNext()) {
      counts[0]++;
      cursor.open(rows.next());
      seeLabel(cursor, roles.labels().isClass());
      if (seen > 0 && roles.offset() != null) {
        cursor.number();
      }
      for (int i = 0; i < seen; i++) {
        values[i].see(cursor, features.get(i).kind(), train, i + 1 == seen);
      }
    }
  }

  /** How many columns of a record have to be walked through to see all that matter. */
  private static int columnsSeen(List<ColumnRoles.Feature> features, boolean train) {
    int seen = 0;
    for (int i = 0; i < features.size(); i++) {
      InputKind kind = features.get(i).kind();
      seen = kind == InputKind.VECTOR || (train && kind == InputKind.CATEGORICAL) ? i + 1 : seen;
    }
    return seen;
  }

  private void seeLabel(CanonicalRecordReader cursor, boolean classes) {
    if (cursor.atText()) {
      BoundedSet.keep(textLabels, cursor.text(), MOST_CLASSES);
    } else {
      double label = cursor.number();
      if (classes && !Double.isNaN(label)) {
        BoundedSet.keep(numberLabels, label, MOST_CLASSES);
      }
    }
  }

  private void add(int bucket, LabelAndCategoryScan one) {
    counts[bucket] = one.counts[0];
    one.numberLabels.forEach(label -> BoundedSet.keep(numberLabels, label, MOST_CLASSES));
    one.textLabels.forEach(label -> BoundedSet.keep(textLabels, label, MOST_CLASSES));
    for (int i = 0; i < values.length; i++) {
      values[i].add(one.values[i]);
    }
  }

  /** Counts an earlier model's categories as seen. */
  public void add(Encoding known, ColumnRoles roles) {
    List<ColumnRoles.Feature> features = roles.inRecordOrder();
    for (InputColumn column : known.columns()) {
      int at = features.indexOf(new ColumnRoles.Feature(column.column(), column.kind()));
      if (at >= 0) {
        column.categories().forEach(category -> values[at].categories().add(category));
      }
    }
  }

  /** The columns as inputs, in input order. */
  public List<InputColumn> inputs(ColumnRoles roles, String source) {
    List<ColumnRoles.Feature> sorted = roles.inRecordOrder();
    return roles.features().stream()
        .map(feature -> input(feature, sorted.indexOf(feature), source))
        .toList();
  }

  private InputColumn input(ColumnRoles.Feature feature, int at, String source) {
    return switch (feature.kind()) {
      case NUMBER -> InputColumn.number(feature.column());
      case VECTOR -> InputColumn.vector(feature.column(), largestVector(at));
      case HASHED -> InputColumn.hashed(feature.column());
      case CATEGORICAL -> {
        if (categories(at).size() > MOST_CATEGORIES) {
          throw Failure.data(
              source
                  + ": column \""
                  + feature.column()
                  + "\" has more than "
                  + MOST_CATEGORIES
                  + " categories; list it under data.hashed");
        }
        yield InputColumn.categorical(feature.column(), List.copyOf(categories(at)));
      }
    };
  }

  /** Of one column: the categories of training rows, or the sizes of its vectors. */
  static final class ColumnValues implements Serializable {
    private static final long serialVersionUID = 1L;

    private final TreeSet<String> categories = new TreeSet<>(CodePoints.ORDER);
    private int smallestVector = Integer.MAX_VALUE;
    private int largestVector = -1;

    public NavigableSet<String> categories() {
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
     * @param last whether the rest of the record does not matter, so that a vector need not be
     *     walked
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

    public void add(ColumnValues more) {
      more.categories.forEach(
          category -> BoundedSet.keep(categories, category, LabelAndCategoryScan.MOST_CATEGORIES));
      smallestVector = Math.min(smallestVector, more.smallestVector);
      largestVector = Math.max(largestVector, more.largestVector);
    }
  }
}
