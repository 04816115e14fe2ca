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
import java.util.Collections;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.TreeSet;
import org.apache.spark.api.java.JavaRDD;

/**
 * A scan of the records before they are cut into shards: it counts those of each bucket, and
 * collects labels, categories and the sizes of vectors.
 */
public final class RecordScan implements Serializable {
  private static final long serialVersionUID = 1L;

  /** More classes than this are not classes. */
  public static final int MOST_CLASSES = 10_000;

  /** More categories than this want hashing. */
  static final int MOST_CATEGORIES = 200_000;

  private final transient OrderedRecords buckets;
  private final long[] counts;
  private final TreeSet<Double> numberLabels = new TreeSet<>();
  private final TreeSet<String> textLabels = new TreeSet<>(CodePoints.ORDER);

  /** In record order; null of a column of which nothing has to be known. */
  private final ColumnValues[] values;

  /**
   * @param buckets null where this is about one bucket
   */
  private RecordScan(OrderedRecords buckets, List<ColumnRoles.Feature> features) {
    this.buckets = buckets;
    counts = new long[buckets == null ? 1 : buckets.records().getNumPartitions()];
    values = new ColumnValues[features.size()];
    for (int i = 0; i < values.length; i++) {
      InputKind kind = features.get(i).kind();
      values[i] =
          kind == InputKind.VECTOR || kind == InputKind.CATEGORICAL ? new ColumnValues() : null;
    }
  }

  public static RecordScan of(OrderedRecords buckets, ColumnRoles roles) {
    JavaRDD<byte[]> records = buckets.records();
    int all = records.getNumPartitions();
    int trainBuckets = buckets.count();
    List<byte[]> found =
        records
            .mapPartitionsWithIndex(
                (bucket, rows) -> {
                  RecordScan one = new RecordScan(null, roles.inRecordOrder());
                  one.see(rows, roles, bucket < trainBuckets);
                  return List.of(JavaSerialization.bytes(one)).iterator();
                },
                true)
            .collect();
    RecordScan total = new RecordScan(buckets, roles.inRecordOrder());
    for (int bucket = 0; bucket < all; bucket++) {
      total.add(bucket, JavaSerialization.value(found.get(bucket), RecordScan.class));
    }
    return total;
  }

  /** Rows of each bucket of a split. */
  public long[] counts(DataSplit split) {
    int first = buckets.first(split);
    return Arrays.copyOfRange(counts, first, first + buckets.count());
  }

  public long rows(DataSplit split) {
    return Arrays.stream(counts(split)).sum();
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

  /** Of the training rows; none of a column that is not categorical. */
  public NavigableSet<String> categories(int column) {
    return values[column] == null ? Collections.emptyNavigableSet() : values[column].categories();
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
        if (values[i] == null) {
          skip(cursor, features.get(i).kind());
        } else {
          values[i].see(cursor, features.get(i).kind(), train, i + 1 == seen);
        }
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

  private static void skip(CanonicalRecordReader cursor, InputKind kind) {
    if (kind == InputKind.NUMBER) {
      cursor.number();
    } else {
      cursor.text();
    }
  }

  private void seeLabel(CanonicalRecordReader cursor, boolean classes) {
    if (cursor.atText()) {
      ColumnValues.keep(textLabels, cursor.text(), MOST_CLASSES);
    } else {
      double label = cursor.number();
      if (classes && !Double.isNaN(label)) {
        ColumnValues.keep(numberLabels, label, MOST_CLASSES);
      }
    }
  }

  private void add(int bucket, RecordScan one) {
    counts[bucket] = one.counts[0];
    one.numberLabels.forEach(label -> ColumnValues.keep(numberLabels, label, MOST_CLASSES));
    one.textLabels.forEach(label -> ColumnValues.keep(textLabels, label, MOST_CLASSES));
    for (int i = 0; i < values.length; i++) {
      if (values[i] != null) {
        values[i].add(one.values[i]);
      }
    }
  }

  /** Counts an earlier model's categories as seen. */
  public void add(Encoding known, ColumnRoles roles) {
    Map<ColumnRoles.Feature, Integer> places = places(roles);
    for (InputColumn column : known.columns()) {
      Integer at = places.get(new ColumnRoles.Feature(column.column(), column.kind()));
      if (at != null) {
        column.categories().forEach(category -> values[at].categories().add(category));
      }
    }
  }

  /** The columns as inputs, in input order. */
  public List<InputColumn> inputs(ColumnRoles roles, String source) {
    Map<ColumnRoles.Feature, Integer> places = places(roles);
    return roles.features().stream()
        .map(feature -> input(feature, places.get(feature), source))
        .toList();
  }

  /** Each feature's place in a record; of two that are equal, the first. */
  private static Map<ColumnRoles.Feature, Integer> places(ColumnRoles roles) {
    List<ColumnRoles.Feature> features = roles.inRecordOrder();
    Map<ColumnRoles.Feature, Integer> places = new HashMap<>();
    for (int i = 0; i < features.size(); i++) {
      places.putIfAbsent(features.get(i), i);
    }
    return places;
  }

  private InputColumn input(ColumnRoles.Feature feature, int at, String source) {
    return switch (feature.kind()) {
      case NUMBER -> InputColumn.number(feature.column());
      case VECTOR -> InputColumn.vector(feature.column(), largestVector(at));
      case HASHED -> InputColumn.hashed(feature.column());
      case CATEGORICAL -> {
        if (categories(at).size() > MOST_CATEGORIES) {
          throw Failure.data(
              "%s: column \"%s\" has more than %s categories; list it under data.hashed",
              source, feature.column(), MOST_CATEGORIES);
        }
        yield InputColumn.categorical(feature.column(), List.copyOf(categories(at)));
      }
    };
  }
}
