package io.fallline.core.network;

/**
 * A set of columns, as bits with a summary of which words have any: to find the few of a million
 * costs no more than there are.
 */
final class TouchedColumns {
  private static final int WORD = Long.SIZE;

  private final long[] bits;
  private final long[] summary;
  private int size;

  TouchedColumns(int columns) {
    bits = new long[(columns + WORD - 1) / WORD];
    summary = new long[(bits.length + WORD - 1) / WORD];
  }

  void add(int column) {
    int word = column / WORD;
    long bit = 1L << column; // the shift counts modulo 64
    if ((bits[word] & bit) == 0) {
      bits[word] |= bit;
      summary[word / WORD] |= 1L << word;
      size++;
    }
  }

  /** The columns in ascending order; the set is empty afterwards. */
  int[] take() {
    int[] columns = new int[size];
    int count = 0;
    for (int s = 0; s < summary.length; s++) {
      for (long words = summary[s]; words != 0; words &= words - 1) {
        int word = s * WORD + Long.numberOfTrailingZeros(words);
        for (long left = bits[word]; left != 0; left &= left - 1) {
          columns[count++] = word * WORD + Long.numberOfTrailingZeros(left);
        }
        bits[word] = 0;
      }
      summary[s] = 0;
    }
    size = 0;
    return columns;
  }
}
