package io.fallline.data.sources;

import io.fallline.model.BadRow;
import io.fallline.model.NumberParser;
import java.util.Arrays;
import java.util.StringTokenizer;
import org.apache.spark.ml.linalg.Vectors;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;

/**
 * Reads one line of libsvm: a label, then {@code index:value}, indices ascending; {@code #} begins
 * a comment.
 *
 * @param features how many there are
 * @param base the index of the first one, 0 or 1
 * @param counted whether there are as many as the largest index of the files says
 */
record LibsvmParser(int features, int base, boolean counted) implements RawRowParser {
  private static final long serialVersionUID = 1L;
  private static final String QUERY = "qid";

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
    int previous = -1;
    while (words.hasMoreTokens()) {
      String pair = words.nextToken();
      int colon = pair.indexOf(':');
      int index = colon < 0 ? -1 : index(pair.substring(0, colon));
      if (index < 0 || colon == pair.length() - 1) {
        throw noPair(pair);
      }
      requireInRange(index);
      if (index <= previous) {
        throw new BadRow(
            "index " + index + " follows " + previous + ", expected ascending indices");
      }
      previous = index;
      double value = number(pair.substring(colon + 1), "value of index " + index);
      if (value != 0) {
        indices[stored] = index - base;
        values[stored++] = value;
      }
    }
    return RowFactory.create(
        label,
        Vectors.sparse(features, Arrays.copyOf(indices, stored), Arrays.copyOf(values, stored)));
  }

  private static BadRow noPair(String pair) {
    return new BadRow(
        pair.startsWith(QUERY + ":")
            ? "\""
                + pair
                + "\" says which query a row to be ranked belongs to, and no loss here ranks rows;"
                + " take the "
                + QUERY
                + " out of every line"
            : "\"" + pair + "\" is not a pair index:value");
  }

  private void requireInRange(int index) {
    if (index - base >= 0 && index - base < features) {
      return;
    }
    String refused = "index " + index + " is out of range, expected " + base;
    long last = features - 1L + base;
    if (index > 0) {
      throw new BadRow(refused + " to " + last);
    }
    // with one more feature where the files' largest index has said how many there are
    throw new BadRow(
        refused
            + (features == 0 ? " or more" : " to " + last)
            + "; indices that begin at 0, as XGBoost and scikit-learn write them, are read with"
            + " data.options.indexBase = 0, here 0 to "
            + (counted ? features : features - 1));
  }

  @Override
  public RawRowParser resized(int size) {
    return size > 0 ? new LibsvmParser(size, base, false) : this;
  }

  /** The largest index of a line, whatever else may be wrong with it; −1 if it has none. */
  static int largestIndex(String line) {
    int largest = -1;
    StringTokenizer words = words(line);
    while (words.hasMoreTokens()) {
      String word = words.nextToken();
      int colon = word.indexOf(':');
      largest = Math.max(largest, colon < 0 ? -1 : index(word.substring(0, colon)));
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
    Double value = NumberParser.parse(text);
    if (value != null) {
      return value;
    }
    if (NumberParser.isInfinite(text)) {
      return Double.POSITIVE_INFINITY;
    }
    if (NumberParser.isMissing(text)) {
      return Double.NaN;
    }
    throw new BadRow("the " + what + " is \"" + text + "\", expected a number");
  }
}
