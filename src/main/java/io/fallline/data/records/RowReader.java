package io.fallline.data.records;

import io.fallline.data.records.NumberOrBooleanObserver.TextListener;
import io.fallline.data.sources.ColumnRoles;
import io.fallline.data.sources.RowCells;
import io.fallline.data.sources.RowPlan;
import io.fallline.model.BadRow;
import io.fallline.model.BadRow.RowProblem;
import io.fallline.model.CellValues;
import io.fallline.model.NumberParser;
import io.fallline.model.NumberRuns;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Row;

/**
 * Reads a raw row and writes its canonical record, following a {@link RowPlan}. The content is
 * label, offset, features by name.
 */
public final class RowReader {
  private final RowPlan plan;
  private final ColumnRoles roles;
  private final ColumnRoles.Feature[] features;
  private final int[] ordinals;
  private final NumberRuns numberRuns;
  private final double[] numbers;
  private final CanonicalRecordWriter writer = new CanonicalRecordWriter();
  private final CanonicalRecordWriter splitWriter = new CanonicalRecordWriter();
  private final VectorCells vectors = new VectorCells();
  private final NumberOrBooleanObserver watch;
  private final LabelWriter label;
  private RowCells row;

  public RowReader(RowPlan plan) {
    this(plan, null);
  }

  /**
   * @param listener is shown texts that are read as numbers: of features, numbered in record order,
   *     and of the label, the offset and the weight, which come after them; or null
   */
  public RowReader(RowPlan plan, TextListener listener) {
    this.plan = plan;
    this.roles = plan.roles();
    List<ColumnRoles.Feature> inRecordOrder = roles.inRecordOrder();
    this.features = inRecordOrder.toArray(new ColumnRoles.Feature[0]);
    this.ordinals = plan.ordinals();
    this.numberRuns = NumberRuns.of(inRecordOrder.stream().map(ColumnRoles.Feature::kind).toList());
    this.numbers = new double[features.length];
    this.watch =
        listener == null ? null : new NumberOrBooleanObserver(listener, features.length + 3);
    this.label = new LabelWriter(plan, writer, watch, features.length);
  }

  /**
   * The record of a raw row, until the next one is read.
   *
   * @throws BadRow if a value cannot be used
   */
  public RecordSlice read(Row raw) {
    writer.clear();
    return append(RowCells.of(plan.parser().parse(raw)));
  }

  /**
   * Appends the record of a parsed row to those that {@link #written} has.
   *
   * @throws BadRow if a value cannot be used
   */
  RecordSlice append(RowCells cells) {
    row = cells;
    writer.start();
    label.write(row);
    writeOffset();
    for (int i = 0; i < features.length; ) {
      int end = numberRuns.end(i);
      if (end > i) {
        writeNumbers(i, end);
        i = end;
      } else {
        writeFeature(i, ordinals[i++]);
      }
    }
    return writer.finish(weight());
  }

  /** All records since it was cleared. */
  CanonicalRecordWriter written() {
    return writer;
  }

  /** All that {@link #read} and {@link #splitHash} can find wrong with a row, column by column. */
  List<RowProblem> complaints(Row raw) {
    List<RowProblem> complaints = new ArrayList<>();
    Row parsed = plan.parser().parse(raw, bad -> complaints.add(bad.complaint()));
    if (parsed == null) {
      return complaints;
    }
    row = RowCells.of(parsed);
    writer.clear();
    writer.start();
    attempt(() -> label.write(row), complaints);
    attempt(this::writeOffset, complaints);
    for (int i = 0; i < features.length; i++) {
      int feature = i;
      List<RowProblem> found = new ArrayList<>(1);
      attempt(() -> writeFeature(feature, ordinals[feature]), found);
      found.forEach(one -> complaints.add(one.of(features[feature].column())));
    }
    attempt(this::weight, complaints);
    attempt(this::splitValue, complaints);
    return complaints;
  }

  private static void attempt(Runnable reading, List<RowProblem> complaints) {
    try {
      reading.run();
    } catch (BadRow bad) {
      complaints.add(bad.complaint());
    }
  }

  /**
   * Of the row last read: what its split is drawn from, the splitBy value if there is one, else the
   * record's own hash.
   */
  public long splitHash(RecordSlice record) {
    if (plan.splitBy() < 0) {
      return record.hashLow();
    }
    String value = splitValue();
    Double number = NumberParser.parse(value);
    splitWriter.clear();
    splitWriter.start();
    if (number == null) {
      splitWriter.text(value);
    } else {
      splitWriter.number(number);
    }
    return splitWriter.finish(0).hashLow();
  }

  private String splitValue() {
    String value = plan.splitBy() < 0 ? "" : CellValues.text(row.get(plan.splitBy()));
    if (value == null) {
      throw BadRow.column(roles.splitBy(), "empty", "a value, as data.splitBy names the column");
    }
    return value;
  }

  private void writeOffset() {
    if (roles.offset() != null) {
      Object cell = row.get(plan.offset());
      writer.number(CellValues.required(roles.offset(), cell));
      see(features.length + 1, roles.offset(), cell);
    }
  }

  private double weight() {
    if (plan.weight() < 0) {
      return 1;
    }
    Object cell = row.get(plan.weight());
    double weight = CellValues.required(roles.weight(), cell);
    if (weight < 0) {
      throw BadRow.column(roles.weight(), NumberParser.show(weight), "a weight of 0 or more");
    }
    see(features.length + 2, roles.weight(), cell);
    return weight;
  }

  private void see(int number, String column, Object cell) {
    if (watch != null) {
      watch.see(number, column, cell);
    }
  }

  private void writeFeature(int number, int ordinal) {
    ColumnRoles.Feature feature = features[number];
    switch (feature.kind()) {
      case NUMBER -> writeNumber(number, feature.column(), ordinal);
      case VECTOR -> vectors.write(feature.column(), row.get(ordinal), roles.missing(), writer);
      case CATEGORICAL, HASHED -> {
        String text = CellValues.category(feature.column(), row.get(ordinal), roles.missing());
        if (text == null) {
          writer.missing();
        } else {
          writer.text(text);
        }
      }
    }
  }

  private void writeNumbers(int from, int to) {
    row.numbers(ordinals, from, to, numbers);
    if (areKnown(from, to) && areUsable(to - from)) {
      writer.numbers(numbers, to - from);
      return;
    }
    for (int i = from; i < to; i++) {
      writeNumber(i, features[i].column(), ordinals[i]);
    }
  }

  private boolean areUsable(int count) {
    boolean usable = true;
    for (int i = 0; i < count; i++) {
      usable &= Math.abs(numbers[i]) <= CellValues.MOST; // and so is no NaN
    }
    return usable;
  }

  /** Whether the listener has nothing to learn from numbers of these features. */
  private boolean areKnown(int from, int to) {
    if (watch == null || !row.numbersAreTexts()) {
      return true;
    }
    for (int i = from; i < to; i++) {
      if (!watch.hasSeenNumber(i)) {
        return false;
      }
    }
    return true;
  }

  private void writeNumber(int number, String column, int ordinal) {
    double value = row.number(ordinal);
    if (Math.abs(value) <= CellValues.MOST
        && (watch == null || !row.numbersAreTexts() || watch.hasSeenNumber(number))) {
      writer.number(value);
      return;
    }
    Object cell = row.get(ordinal);
    writer.number(CellValues.feature(column, cell, roles.missing()));
    see(number, column, cell);
  }
}
