package io.fallline.data.records;

import io.fallline.core.serialization.JavaSerialization;
import io.fallline.core.training.DataSplit;
import io.fallline.data.sources.ColumnRoles;
import io.fallline.data.sources.RowCells;
import java.io.Serializable;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import scala.Tuple2;

/**
 * The records of the rows that one task reads, as blocks with the numbers of their buckets. Behind
 * them comes what the task has seen, under a number of its own.
 */
final class RecordBlocks implements Iterator<Tuple2<Integer, SentBlock>> {
  /**
   * Where records go.
   *
   * @param all what all rows of the table are used for; null where the rule decides
   * @param layout null where a split is one bucket, in the order of the source
   */
  record Destination(DataSplit all, SplitRule rule, BucketLayout layout) implements Serializable {
    /** The number under which a task sends what it has seen. */
    int findings() {
      return layout == null ? DataSplit.values().length : layout.total();
    }

    private DataSplit split(RowReader reader, RecordSlice record) {
      return all == null ? rule.of(reader.splitHash(record)) : all;
    }

    private int bucket(DataSplit split, RecordSlice record) {
      return layout == null ? BucketLayout.number(split) : layout.bucket(split, record);
    }
  }

  private final Iterator<RowCells> rows;
  private final RowReader reader;
  private final Destination destination;
  private final RecordArena arena;
  private final RecordScan seen;
  private Iterator<Tuple2<Integer, SentBlock>> ready = Collections.emptyIterator();
  private boolean ended;

  RecordBlocks(
      Iterator<RowCells> rows, RowReader reader, ColumnRoles roles, Destination destination) {
    this.rows = rows;
    this.reader = reader;
    this.destination = destination;
    this.arena = new RecordArena(reader.written(), destination.findings());
    this.seen = new RecordScan(destination.findings(), roles);
  }

  @Override
  public boolean hasNext() {
    while (!ready.hasNext() && !ended) {
      fill();
    }
    return ready.hasNext();
  }

  @Override
  public Tuple2<Integer, SentBlock> next() {
    if (!hasNext()) {
      throw new NoSuchElementException();
    }
    return ready.next();
  }

  private void fill() {
    if (!rows.hasNext()) {
      ended = true;
      SentBlock findings = SentBlock.of(JavaSerialization.bytes(seen));
      ready = List.of(new Tuple2<>(destination.findings(), findings)).iterator();
      return;
    }
    while (rows.hasNext() && !arena.isFull()) {
      RecordSlice record = reader.append(rows.next());
      DataSplit split = destination.split(reader, record);
      int bucket = destination.bucket(split, record);
      seen.see(record, bucket, split == DataSplit.TRAIN);
      arena.add(bucket);
    }
    ready = arena.drain();
  }
}
