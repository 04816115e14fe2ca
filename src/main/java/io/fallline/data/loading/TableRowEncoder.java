package io.fallline.data.loading;

import io.fallline.core.network.PackedRows;
import io.fallline.data.records.NumberOrBooleanObserver;
import io.fallline.data.records.NumberOrBooleanObserver.TextListener;
import io.fallline.data.records.RowReader;
import io.fallline.data.records.VectorCells;
import io.fallline.data.sources.ColumnRoles;
import io.fallline.data.sources.RowCells;
import io.fallline.data.sources.RowPlan;
import io.fallline.data.sources.RowValidator;
import io.fallline.model.BadRow;
import io.fallline.model.Encoding;
import io.fallline.model.EncodingBytes;
import io.fallline.model.InputColumn.InputKind;
import io.fallline.model.RowEncoder;
import java.util.List;
import org.apache.spark.broadcast.Broadcast;

/** Encodes the raw rows of a table that are to be predicted, following a {@link RowPlan}. */
final class TableRowEncoder {
  private final RowPlan plan;
  private final RowEncoder encoder;
  private final ColumnRoles.Feature[] features;
  private final Object[] cells;
  private final NumberOrBooleanObserver watch;

  private TableRowEncoder(RowPlan plan, RowEncoder encoder, TextListener listener) {
    this.plan = plan;
    this.encoder = encoder;
    List<ColumnRoles.Feature> inRecordOrder = plan.roles().inRecordOrder();
    this.features = inRecordOrder.toArray(new ColumnRoles.Feature[0]);
    this.cells = new Object[features.length];
    this.watch =
        listener == null ? null : new NumberOrBooleanObserver(listener, features.length + 3);
  }

  /**
   * @param rows the most that {@link #take} gives
   * @param listener as of {@link RowReader}, or null
   */
  static TableRowEncoder of(
      RowPlan plan, Broadcast<EncodingBytes> encoding, int rows, TextListener listener) {
    Encoding read = encoding.value().encoding();
    return new TableRowEncoder(plan, new RowEncoder(read, rows), listener);
  }

  /** Looks for rows that cannot be encoded. */
  static RowValidator.Plan checking(RowPlan plan, Broadcast<EncodingBytes> encoding) {
    return () -> {
      TableRowEncoder encoder = of(plan, encoding, 1, null);
      return raw -> {
        encoder.add(RowCells.of(plan.parser().parse(raw)));
        encoder.take();
      };
    };
  }

  /**
   * @throws BadRow if a value cannot be used
   */
  void add(RowCells row) {
    for (int i = 0; i < cells.length; i++) {
      cells[i] = VectorCells.plain(row.get(plan.ordinals()[i]));
    }
    Object offset = plan.offset() < 0 ? null : row.get(plan.offset());
    encoder.add(offset, cells);
    if (watch != null) {
      see(offset);
    }
  }

  /** The rows since the last call. */
  PackedRows take() {
    return encoder.take();
  }

  private void see(Object offset) {
    for (int i = 0; i < cells.length; i++) {
      if (features[i].kind() == InputKind.NUMBER) {
        watch.see(i, features[i].column(), cells[i]);
      }
    }
    if (plan.offset() >= 0) {
      watch.see(features.length + 1, plan.roles().offset(), offset);
    }
  }
}
