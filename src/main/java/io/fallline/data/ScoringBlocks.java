package io.fallline.data;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.apache.spark.sql.Row;

/** Raw rows, block by block, encoded beside their originals. */
final class ScoringBlocks implements Iterator<ScoringBlock> {
  private final Iterator<Row> raw;
  private final RowReader reader;
  private final RecordPacker packer;
  private final int size;
  private final OriginalRows originals;

  ScoringBlocks(
      Iterator<Row> raw, RowReader reader, RecordPacker packer, int size, OriginalRows originals) {
    this.raw = raw;
    this.reader = reader;
    this.packer = packer;
    this.size = size;
    this.originals = originals;
  }

  @Override
  public boolean hasNext() {
    return raw.hasNext();
  }

  @Override
  public ScoringBlock next() {
    List<Row> rows = new ArrayList<>();
    while (rows.size() < size && raw.hasNext()) {
      Row row = raw.next();
      packer.add(reader.read(row));
      rows.add(originals.of(row));
    }
    return new ScoringBlock(rows, packer.take());
  }
}
