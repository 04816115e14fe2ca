package io.fallline.data.records;

import io.fallline.core.failure.Failure;
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
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.TreeSet;
import java.util.function.IntUnaryOperator;

/**
 * What is seen of the records before they are cut into shards: how many go to each bucket, labels,
 * categories and the sizes of vectors.
 */
public final class RecordScan implements Serializable {
  private static final long serialVersionUID = 1L;

  /** More classes than this are not classes. */
  public static final int MOST_CLASSES = 10_000;

  /** More categories than this want hashing. */
  static final int MOST_CATEGORIES = 200_000;

  private final long[] counts;
  private final TreeSet<Double> numberLabels = new TreeSet<>();
  private final TreeSet<String> textLabels = new TreeSet<>(CodePoints.ORDER);

  /** In record order; null of a column of which nothing has to be known. */
  private final ColumnValues[] values;

  private final transient ColumnRoles roles;
  private final transient List<ColumnRoles.Feature> features;
  private final transient int seenOfTraining;
  private final transient int seenOfOthers;
  private final transient CanonicalRecordReader cursor = new CanonicalRecordReader();
  private transient BucketLayout layout;

  RecordScan(int buckets, ColumnRoles roles) {
    this.roles = roles;
    this.features = roles.inRecordOrder();
    counts = new long[buckets];
    values = new ColumnValues[features.size()];
    for (int i = 0; i < values.length; i++) {
      InputKind kind = features.get(i).kind();
      values[i] =
          kind == InputKind.VECTOR || kind == InputKind.CATEGORICAL ? new ColumnValues() : null;
    }
    seenOfTraining = columnsSeen(features, true);
    seenOfOthers = columnsSeen(features, false);
  }

  /** This, with the splits' buckets known. */
  RecordScan of(BucketLayout buckets) {
    layout = buckets;
    return this;
  }

  /** Rows of each bucket of a split. */
  public long[] counts(DataSplit split) {
    int first = layout.first(split);
    return Arrays.copyOfRange(counts, first, first + layout.count(split));
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

  /** Looks at a record that goes to this bucket. */
  void see(RecordSlice record, int bucket, boolean train) {
    counts[bucket]++;
    cursor.open(record);
    seeLabel(roles.labels().isClass());
    int seen = train ? seenOfTraining : seenOfOthers;
    if (seen > 0 && roles.offset() != null) {
      cursor.number();
    }
    for (int i = 0; i < seen; i++) {
      if (values[i] == null) {
        skip(features.get(i).kind());
      } else {
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

  private void skip(InputKind kind) {
    if (kind == InputKind.NUMBER) {
      cursor.number();
    } else {
      cursor.text();
    }
  }

  private void seeLabel(boolean classes) {
    if (cursor.atText()) {
      ColumnValues.keep(textLabels, cursor.text(), MOST_CLASSES);
    } else {
      double label = cursor.number();
      if (classes && !Double.isNaN(label)) {
        ColumnValues.keep(numberLabels, label, MOST_CLASSES);
      }
    }
  }

  /**
   * Adds what one task has seen.
   *
   * @param bucketOf the bucket here that has the records of one there
   */
  void add(RecordScan one, IntUnaryOperator bucketOf) {
    for (int i = 0; i < one.counts.length; i++) {
      counts[bucketOf.applyAsInt(i)] += one.counts[i];
    }
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
