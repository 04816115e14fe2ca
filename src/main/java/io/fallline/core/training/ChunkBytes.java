package io.fallline.core.training;

import io.fallline.core.network.PackedRows;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * A chunk of rows that lies in a mapped file, or in a copy of it: labels, weights and offsets as
 * float64, where there are any, then values as float32; sparse rows add indices and starts as
 * int32.
 */
public final class ChunkBytes {
  private static final int DENSE = -1;

  private final MappedBytes region;
  private final int at;
  private final int length;
  private final int size;
  private final int columns;
  private final int stored;
  private final boolean weighted;
  private final boolean offset;

  /**
   * @param at where in the region its bytes begin
   */
  public ChunkBytes(MappedBytes region, int at, PackedRows rows) {
    this.region = region;
    this.at = at;
    length = length(rows);
    size = rows.size();
    columns = rows.columns();
    stored = rows.sparse() ? rows.starts()[size] : DENSE;
    weighted = rows.weights() != null;
    offset = rows.offsets() != null;
  }

  private ChunkBytes(MappedBytes region, int at, ChunkBytes same) {
    this.region = region;
    this.at = at;
    length = same.length;
    size = same.size;
    columns = same.columns;
    stored = same.stored;
    weighted = same.weighted;
    offset = same.offset;
  }

  /** The same chunk where its bytes are elsewhere, or will be. */
  ChunkBytes movedTo(MappedBytes elsewhere, int where) {
    return new ChunkBytes(elsewhere, where, this);
  }

  /** Reads its bytes from disk into those of the moved one. */
  void copyTo(ChunkBytes moved) {
    region.copy(at, length, moved.region, moved.at);
  }

  public int length() {
    return length;
  }

  public static int length(PackedRows rows) {
    int size = rows.size();
    int doubles = 1 + (rows.weights() == null ? 0 : 1) + (rows.offsets() == null ? 0 : 1);
    long bytes = (long) Double.BYTES * doubles * size;
    if (rows.sparse()) {
      bytes += (Float.BYTES + (long) Integer.BYTES) * rows.starts()[size];
      bytes += (long) Integer.BYTES * (size + 1);
    } else {
      bytes += (long) Float.BYTES * size * rows.columns();
    }
    long aligned =
        (bytes + MappedBytes.ALIGNMENT - 1) / MappedBytes.ALIGNMENT * MappedBytes.ALIGNMENT;
    return Math.toIntExact(aligned);
  }

  /** Fills the buffer, from its start, with {@link #length} bytes. */
  public static void write(PackedRows rows, ByteBuffer to) {
    int size = rows.size();
    to.clear().limit(length(rows));
    ByteBuffer bytes = to.duplicate().order(ByteOrder.nativeOrder());
    for (double[] each : new double[][] {rows.labels(), rows.weights(), rows.offsets()}) {
      if (each != null) {
        bytes.asDoubleBuffer().put(each, 0, size);
        bytes.position(bytes.position() + Double.BYTES * size);
      }
    }
    int stored = rows.sparse() ? rows.starts()[size] : size * rows.columns();
    bytes.asFloatBuffer().put(rows.values(), 0, stored);
    if (rows.sparse()) {
      bytes.position(bytes.position() + Float.BYTES * stored);
      bytes.asIntBuffer().put(rows.indices(), 0, stored).put(rows.starts(), 0, size + 1);
    }
  }

  int size() {
    return size;
  }

  int columns() {
    return columns;
  }

  boolean sparse() {
    return stored != DENSE;
  }

  boolean weighted() {
    return weighted;
  }

  boolean hasOffsets() {
    return offset;
  }

  double label(int row) {
    return region.doubles().get(doubles(0) + row);
  }

  double weight(int row) {
    return weighted ? region.doubles().get(doubles(1) + row) : 1;
  }

  double offset(int row) {
    return offset ? region.doubles().get(doubles(weighted ? 2 : 1) + row) : 0;
  }

  /** Where a sparse row's entries begin, counted from the chunk's first entry. */
  int start(int row) {
    return region.ints().get(values() + 2 * stored + row);
  }

  /** Copies values from (inclusive) on, counted from the chunk's first value. */
  void values(int from, float[] to, int toIndex, int count) {
    region.floats().get(values() + from, to, toIndex, count);
  }

  void indices(int from, int[] to, int toIndex, int count) {
    region.ints().get(values() + stored + from, to, toIndex, count);
  }

  /** Brings its bytes into memory, all at once. */
  void load() {
    region.load(at, length);
  }

  PackedRows rows() {
    double[] labels = column(0);
    double[] weights = weighted ? column(1) : null;
    double[] offsets = offset ? column(weighted ? 2 : 1) : null;
    float[] values = new float[sparse() ? stored : size * columns];
    values(0, values, 0, values.length);
    if (!sparse()) {
      return PackedRows.dense(size, columns, values, labels, weights, offsets);
    }
    int[] indices = new int[stored];
    indices(0, indices, 0, stored);
    int[] starts = new int[size + 1];
    region.ints().get(values() + 2 * stored, starts);
    return new PackedRows(size, columns, starts, indices, values, labels, weights, offsets);
  }

  private double[] column(int number) {
    double[] column = new double[size];
    region.doubles().get(doubles(number), column);
    return column;
  }

  private int doubles(int column) {
    return at / Double.BYTES + column * size;
  }

  /** The first value's place among the region's numbers of four bytes. */
  private int values() {
    int columnsOfDoubles = 1 + (weighted ? 1 : 0) + (offset ? 1 : 0);
    return (at + Double.BYTES * columnsOfDoubles * size) / Float.BYTES;
  }
}
