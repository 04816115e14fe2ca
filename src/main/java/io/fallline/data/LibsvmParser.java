package io.fallline.data;

import java.util.Arrays;
import java.util.StringTokenizer;
import org.apache.spark.ml.linalg.Vectors;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;

/**
 * Reads one line of libsvm: a label, then {@code index:value} with indices from 1, ascending;
 * {@code #} begins a comment.
 *
 * @param features how many there are
 */
record LibsvmParser(int features) implements RowParser {
  private static final long serialVersionUID = 1L;

  @Override
  public Row parse(Row raw) {
    StringTokenizer words = words(raw.getString(0));
    if (!words.hasMoreTokens()) {
      throw new BadRow("there is no label");
    }
    double label = number(words.nextToken(), "label");
    int[] indices = new int[words.countTokens()];
    double[] values = new double[indices.length];
    int stored = 0;
    int previous = 0;
    while (words.hasMoreTokens()) {
      String pair = words.nextToken();
      int colon = pair.indexOf(':');
      int index = colon < 0 ? -1 : index(pair.substring(0, colon));
      if (index < 0) {
        throw new BadRow("\"" + pair + "\" is not a pair index:value");
      }
      if (index < 1 || index > features) {
        throw new BadRow("index " + index + " is out of range, expected 1 to " + features);
      }
      if (index <= previous) {
        throw new BadRow(
            "index " + index + " follows " + previous + ", expected ascending indices");
      }
      previous = index;
      double value = number(pair.substring(colon + 1), "value of index " + index);
      if (value != 0) {
        indices[stored] = index - 1;
        values[stored++] = value;
      }
    }
    return RowFactory.create(
        label,
        Vectors.sparse(features, Arrays.copyOf(indices, stored), Arrays.copyOf(values, stored)));
  }

  @Override
  public RowParser resized(int size) {
    return size > 0 ? new LibsvmParser(size) : this;
  }

  /** The largest index of a line, whatever else may be wrong with it. */
  static int largestIndex(String line) {
    int largest = 0;
    StringTokenizer words = words(line);
    while (words.hasMoreTokens()) {
      String word = words.nextToken();
      int colon = word.indexOf(':');
      largest = Math.max(largest, colon < 0 ? 0 : index(word.substring(0, colon)));
    }
    return largest;
  }

  private static StringTokenizer words(String line) {
    int comment = line.indexOf('#');
    return new StringTokenizer(comment < 0 ? line : line.substring(0, comment));
  }

  /** −1 where the text is no index. */
  private static int index(String text) {
    try {
      return Math.max(-1, Integer.parseInt(text));
    } catch (NumberFormatException notAnIndex) {
      return -1;
    }
  }

  private static double number(String text, String what) {
    Double value = Numbers.parse(text);
    if (value != null) {
      return value;
    }
    if (Numbers.isInfinite(text)) {
      return Double.POSITIVE_INFINITY;
    }
    if (Numbers.isMissing(text)) {
      return Double.NaN;
    }
    throw new BadRow("the " + what + " is \"" + text + "\", expected a number");
  }
}
