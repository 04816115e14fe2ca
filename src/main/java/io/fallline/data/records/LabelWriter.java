package io.fallline.data.records;

import io.fallline.core.loss.LabelKind;
import io.fallline.data.sources.ColumnRoles;
import io.fallline.data.sources.RowCells;
import io.fallline.data.sources.RowPlan;
import io.fallline.model.BadRow;
import io.fallline.model.CellValues;
import io.fallline.model.NumberParser;

/** Writes a row's label to its record: a number, or the text of a class. */
final class LabelWriter {
  private final RowPlan plan;
  private final ColumnRoles roles;
  private final CanonicalRecordWriter writer;
  private final NumberOrBooleanObserver watch;
  private final int number;

  /**
   * @param watch sees labels as the column of this number; or null
   */
  LabelWriter(
      RowPlan plan, CanonicalRecordWriter writer, NumberOrBooleanObserver watch, int number) {
    this.plan = plan;
    this.roles = plan.roles();
    this.writer = writer;
    this.watch = watch;
    this.number = number;
  }

  /**
   * @throws BadRow if the label cannot be used
   */
  void write(RowCells row) {
    if (plan.label() < 0) {
      writer.missing();
      return;
    }
    Object cell = row.get(plan.label());
    if (cell instanceof String text && roles.labels().isClass()) {
      writeTextLabel(text);
      return;
    }
    double value = CellValues.label(roles.label(), cell);
    boolean count = roles.labels() == LabelKind.COUNT;
    if (!Double.isFinite(value) || (count && value < 0)) {
      String found = Double.isFinite(value) ? NumberParser.show(value) : CellValues.shown(cell);
      throw BadRow.column(roles.label(), found, count ? "a label of 0 or more" : "a label");
    }
    if (roles.labels().isClass()) {
      requireOneOfAKind(value, cell);
    }
    writer.number(value);
    if (watch != null) {
      watch.see(number, roles.label(), cell);
    }
  }

  /** Two whole numbers that float64 has one value for would become one class. */
  private void requireOneOfAKind(double value, Object cell) {
    if (Math.abs(value) >= CellValues.MOST_WHOLE && !CellValues.isExactly(value, cell)) {
      throw BadRow.column(
          roles.label(),
          CellValues.shown(cell),
          "a whole number of at most 2^53, as larger ones cannot be told apart");
    }
  }

  /**
   * A text that reads as a number is that number, so that csv and typed formats have the same
   * records.
   */
  private void writeTextLabel(String text) {
    Double value = NumberParser.parse(text);
    if (value != null && Double.isFinite(value)) {
      requireOneOfAKind(value, text);
      writer.number(value);
    } else if (value != null || text.isBlank() || text.strip().equalsIgnoreCase("nan")) {
      throw BadRow.column(roles.label(), CellValues.shown(text), "a label");
    } else {
      writer.text(text);
    }
  }
}
