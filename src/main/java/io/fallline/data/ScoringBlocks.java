package io.fallline.data;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;

/** Raw rows, block by block, encoded beside their originals. */
final class ScoringBlocks implements Iterator<ScoringBlock> {
  private final Iterator<Row> raw;
  private final RowPlan plan;
  private final RowReader reader;
  private final RecordPacker packer;
  private final int size;
  private final int corrupt;

  /**
   * @param corrupt the column that is Spark's and not the source's, or −1
   */
  ScoringBlocks(Iterator<Row> raw, RowPlan plan, Encoding encoding, int size, int corrupt) {
    this.raw = raw;
    this.plan = plan;
    this.reader = new RowReader(plan);
    this.packer = new RecordPacker(encoding, size);
    this.size = size;
    this.corrupt = corrupt;
  }

  @Override
  public boolean hasNext() {
    return raw.hasNext();
  }

  @Override
  public ScoringBlock next() {
    List<Row> originals = new ArrayList<>();
    while (originals.size() < size && raw.hasNext()) {
      Row row = raw.next();
      packer.add(reader.read(row));
      originals.add(original(plan.parser().parse(row)));
    }
    return new ScoringBlock(originals, packer.take());
  }

  private Row original(Row row) {
    if (corrupt < 0) {
      return row;
    }
    Object[] cells = new Object[row.size() - 1];
    for (int i = 0; i < cells.length; i++) {
      cells[i] = row.get(i < corrupt ? i : i + 1);
    }
    return RowFactory.create(cells);
  }
}
