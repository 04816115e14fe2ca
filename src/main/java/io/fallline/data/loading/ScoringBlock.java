package io.fallline.data.loading;

import io.fallline.core.network.PackedRows;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.apache.spark.sql.Row;

/**
 * Some adjacent rows of a source.
 *
 * @param originals as the source has them, see {@link ScoringData#schema}
 * @param rows the same, encoded; labels are meaningless
 */
public record ScoringBlock(List<Row> originals, PackedRows rows) implements Serializable {

  /**
   * Blocks of so many rows; the last one may have fewer.
   *
   * @param encoder with room for a block
   */
  static Iterator<ScoringBlock> of(
      Iterator<Row> raw, int size, TableRowEncoder encoder, OriginalRows originals) {
    return new Iterator<>() {
      @Override
      public boolean hasNext() {
        return raw.hasNext();
      }

      @Override
      public ScoringBlock next() {
        List<Row> rows = new ArrayList<>();
        while (rows.size() < size && raw.hasNext()) {
          rows.add(originals.of(encoder.add(raw.next())));
        }
        return new ScoringBlock(rows, encoder.take());
      }
    };
  }
}
