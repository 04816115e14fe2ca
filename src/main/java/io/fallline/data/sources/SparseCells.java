package io.fallline.data.sources;

/** The vector of a row, by its elements that are not 0; changes with the row. */
public interface SparseCells {
  /** How many elements there are, zeros among them. */
  int size();

  int stored();

  /** Ascending, from 0; as many as are {@link #stored}, and others behind them. */
  int[] indices();

  double[] values();
}
