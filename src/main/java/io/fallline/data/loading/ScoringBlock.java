package io.fallline.data.loading;

import io.fallline.core.network.PackedRows;
import io.fallline.data.sources.RowCells;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.apache.spark.sql.catalyst.InternalRow;

/**
 * Some adjacent rows of a source.
 *
 * @param originals as the source has them, see {@link ScoringData#schema}
 * @param rows the same, encoded; labels are meaningless
 */
public record ScoringBlock(List<InternalRow> originals, PackedRows rows) implements Serializable {

  /**
   * Blocks of so many rows; the last one may have fewer.
   *
   * @param encoder with room for a block
   */
  static Iterator<ScoringBlock> of(
      Iterator<RowCells> source, int size, TableRowEncoder encoder, OriginalRows originals) {
    return new Iterator<>() {
      @Override
      public boolean hasNext() {
        return source.hasNext();
      }

      @Override
      public ScoringBlock next() {
        List<InternalRow> rows = new ArrayList<>();
        while (rows.size() < size && source.hasNext()) {
          RowCells row = source.next();
          encoder.add(row);
          rows.add(originals.of(row));
        }
        return new ScoringBlock(rows, encoder.take());
      }
    };
  }
}
