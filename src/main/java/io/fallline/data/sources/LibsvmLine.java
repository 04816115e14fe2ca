package io.fallline.data.sources;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.regex.Pattern;

/**
 * A line of libsvm as bytes, read without making anything for it. Lines in which something is
 * unusual are left to {@link LibsvmParser}, which also says what is wrong with one.
 */
final class LibsvmLine implements SparseCells {
  private static final Pattern IGNORED = Pattern.compile(LibsvmTable.IGNORED);

  /** So many digits always fit an int. */
  private static final int MOST_DIGITS = 9;

  private final int size;
  private final int base;
  private double label;
  private int stored;
  private int[] indices = new int[16];
  private double[] values = new double[16];
  private char[] text = new char[32];
  private byte[] line;
  private int end;
  private int at;

  /**
   * @param base the index of the first of {@code size} elements, 0 or 1
   */
  LibsvmLine(int size, int base) {
    this.size = size;
    this.base = base;
  }

  /** Whether there is nothing in the line but a comment. */
  static boolean isIgnored(byte[] line) {
    for (byte c : line) {
      if (c != ' ' && c != '\t' && c != '\f' && c != '\r') {
        return c == '#' || ((c < 0 || c == '\n') && IGNORED.matcher(decoded(line)).find());
      }
    }
    return true;
  }

  static String decoded(byte[] line) {
    return new String(line, StandardCharsets.UTF_8);
  }

  /** The largest index, whatever else may be wrong with the line; −1 if there is none. */
  int largestIndex(byte[] bytes) {
    open(bytes);
    int largest = -1;
    while (nextWord()) {
      int index = index();
      if (index < 0 && isInFrontOfColon()) {
        return LibsvmParser.largestIndex(decoded(bytes)); // +7:1 has an index, as qid:7 has none
      }
      largest = Math.max(largest, index);
      skipWord();
    }
    return largest;
  }

  /**
   * Reads label and elements.
   *
   * @return false where the line is unusual or wrong
   */
  boolean read(byte[] bytes) {
    open(bytes);
    stored = 0;
    if (!nextWord()) {
      return false;
    }
    label = number();
    int previous = -1;
    boolean usual = !Double.isNaN(label);
    while (usual && nextWord()) {
      int index = index();
      double value = index < 0 ? Double.NaN : number();
      int element = index - base;
      usual = !Double.isNaN(value) && index > previous && element >= 0 && element < size;
      previous = index;
      if (usual && value != 0) {
        add(element, value);
      }
    }
    return usual;
  }

  private void open(byte[] bytes) {
    line = bytes;
    at = 0;
    end = 0;
    while (end < bytes.length && bytes[end] != '#') {
      end++;
    }
  }

  private boolean nextWord() {
    while (at < end && isBlank(line[at])) {
      at++;
    }
    return at < end;
  }

  private void skipWord() {
    while (at < end && !isBlank(line[at])) {
      at++;
    }
  }

  /** Between words, as StringTokenizer has it. */
  private static boolean isBlank(byte c) {
    return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f';
  }

  private static boolean isDigit(byte c) {
    return c >= '0' && c <= '9';
  }

  /** Goes behind the digits and the colon that are next; −1 where there are none. */
  private int index() {
    int from = at;
    int index = 0;
    while (at < end && isDigit(line[at])) {
      index = index * 10 + line[at++] - '0';
    }
    boolean plain = at > from && at - from <= MOST_DIGITS && at < end && line[at] == ':';
    at += plain ? 1 : 0;
    return plain ? index : -1;
  }

  private boolean isInFrontOfColon() {
    for (int i = at; i < end && !isBlank(line[i]); i++) {
      if (line[i] == ':') {
        return true;
      }
    }
    return false;
  }

  /** Goes behind the rest of the word; NaN where that is not plainly a number. */
  private double number() {
    int from = at;
    int whole = 0;
    while (at < end && isDigit(line[at])) {
      whole = whole * 10 + line[at++] - '0';
    }
    if (at > from && at - from <= MOST_DIGITS && (at == end || isBlank(line[at]))) {
      return whole;
    }
    skipWord();
    int length = at - from;
    text = text.length < length ? new char[2 * length] : text;
    for (int i = 0; i < length; i++) {
      text[i] = (char) (line[from + i] & 0xff);
    }
    return PlainNumbers.parse(text, length);
  }

  private void add(int element, double value) {
    if (stored == indices.length) {
      indices = Arrays.copyOf(indices, stored * 2);
      values = Arrays.copyOf(values, stored * 2);
    }
    indices[stored] = element;
    values[stored++] = value;
  }

  double label() {
    return label;
  }

  @Override
  public int size() {
    return size;
  }

  @Override
  public int stored() {
    return stored;
  }

  @Override
  public int[] indices() {
    return indices;
  }

  @Override
  public double[] values() {
    return values;
  }
}
