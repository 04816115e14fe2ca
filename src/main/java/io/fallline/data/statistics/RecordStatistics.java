package io.fallline.data.statistics;

import io.fallline.data.records.CanonicalRecordReader;
import io.fallline.data.records.LabelReader;
import io.fallline.data.records.RecordSlice;
import io.fallline.model.Encoding;
import io.fallline.model.FeatureLayout;
import io.fallline.model.InputColumn;
import io.fallline.model.LabelClasses;
import io.fallline.model.NumberRuns;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;

/** Sums up the records of one shard after the other. */
public final class RecordStatistics {
  private final StatisticsPlan counting;
  private final NumberRuns runs;
  private final FeatureLayout.Field[] fields;
  private final int[] inputs;
  private final double[] numbers;
  private final CanonicalRecordReader cursor = new CanonicalRecordReader();
  private ShardStatistics statistics;
  private final MomentsBuilder moments;

  RecordStatistics(StatisticsPlan counting) {
    this.counting = counting;
    FeatureLayout layout = FeatureLayout.of(counting.columns(), 0);
    this.runs = layout.numberRuns();
    this.fields = layout.fields().toArray(new FeatureLayout.Field[0]);
    this.inputs = layout.fields().stream().mapToInt(FeatureLayout.Field::first).toArray();
    this.numbers = new double[fields.length];
    this.moments = new MomentsBuilder(counting.numbers(), counting.weighted());
  }

  void begin() {
    int classes = counting.classes() == null ? 0 : counting.classes().size();
    statistics = new ShardStatistics(classes, counting.numbers());
  }

  /** Those of the rows since {@link #begin}. */
  ShardStatistics statistics() {
    statistics.moments = moments.take();
    return statistics;
  }

  void count(RecordSlice record) {
    double weight = record.weight();
    statistics.addRow(weight);
    if (weight == 0) {
      return;
    }
    cursor.open(record);
    double label = LabelReader.read(cursor, counting.classes());
    if (counting.classes() != null && label >= 0) {
      statistics.classWeights[(int) label] += weight;
    }
    if (counting.offset() && fields.length > 0) {
      cursor.number();
    }
    for (int i = 0; i < fields.length; ) {
      int end = runs.end(i);
      if (end > i) {
        cursor.numbers(numbers, end - i);
        moments.add(inputs, i, end, numbers, weight);
        i = end;
      } else {
        count(fields[i++], weight);
      }
    }
  }

  private void count(FeatureLayout.Field field, double weight) {
    switch (field.kind()) {
      case NUMBER -> moments.add(field.first(), cursor.number(), weight);
      case VECTOR -> {
        cursor.openVector();
        for (int i = cursor.nextElement(); i >= 0; i = cursor.nextElement()) {
          moments.add(field.first() + i, cursor.number(), weight);
        }
      }
      case CATEGORICAL, HASHED -> cursor.text();
    }
  }

  /**
   * What is counted of a split's rows.
   *
   * @param columns the inputs; empty where features are not looked at
   * @param weighted whether rows may weigh anything but 1
   * @param classes null where labels are numbers
   */
  public record StatisticsPlan(
      ArrayList<InputColumn> columns,
      int numbers,
      boolean weighted,
      boolean offset,
      LabelClasses classes)
      implements Serializable {
    /** Only training rows are learnt from; of others, rows and weights are counted. */
    public static StatisticsPlan of(Encoding encoding, boolean training) {
      return new StatisticsPlan(
          new ArrayList<>(training ? encoding.columns() : List.of()),
          training ? encoding.numbers() : 0,
          encoding.weight() != null,
          encoding.offset() != null,
          training ? encoding.classes() : null);
    }

    RecordStatistics start() {
      return new RecordStatistics(this);
    }
  }
}
