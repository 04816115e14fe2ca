package io.fallline.data.profile;

import io.fallline.model.CellValues;
import io.fallline.model.NumberParser;
import java.io.Serializable;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.ml.linalg.Vector;
import org.apache.spark.sql.Row;
import scala.collection.Seq;

/** What the cells of one column are, counted cell by cell and put together from all tasks. */
final class ColumnTally implements Serializable {
  private static final long serialVersionUID = 1L;

  /** Spellings of no value that are told apart; with blanks around them there are more. */
  private static final int MOST_MARKERS = 64;

  long missing;
  long numbers;
  long booleans;
  long infinite;
  long texts;
  long vectors;
  long others;

  /** Numbers that are beyond what can be scaled. */
  long huge;

  /** Texts that begin or end with a blank. */
  long blanks;

  /**
   * Numbers that are written with a point, and texts that would be numbers with one for a comma.
   */
  long points;

  long commas;

  /**
   * How often each text stands that means among numbers that there is no value, and is a text like
   * the others among texts. Such cells are counted here alone.
   */
  final TreeMap<String, Long> markers = new TreeMap<>();

  final ConsecutiveNumbers whole = new ConsecutiveNumbers();
  double smallest = Double.POSITIVE_INFINITY;
  double largest = Double.NEGATIVE_INFINITY;
  double sum;
  String sample = "";
  final DistinctValues distinct;

  /**
   * @param most distinct values that are counted one by one
   */
  ColumnTally(int most) {
    distinct = new DistinctValues(most);
  }

  void see(Object cell) {
    if (cell == null) {
      missing++;
    } else if (cell instanceof Number number) {
      number(number.doubleValue());
    } else if (cell instanceof Boolean flag) {
      booleans++;
      distinct.add(flag.toString());
    } else if (cell instanceof Vector || cell instanceof Seq<?>) {
      vectors++;
    } else if (cell instanceof Row
        || cell instanceof scala.collection.Map
        || cell instanceof byte[]) {
      others++;
    } else {
      text(CellValues.text(cell));
    }
  }

  private void text(String text) {
    if (text == null) {
      missing++;
      return;
    }
    String stripped = text.strip();
    blanks += stripped.length() < text.length() ? 1 : 0;
    Double number = NumberParser.parse(stripped);
    if (number != null) {
      points += stripped.indexOf('.') >= 0 ? 1 : 0;
      number(number);
    } else if (NumberParser.isMissing(text)) {
      mark(text, 1);
    } else if (NumberParser.isInfinite(stripped)) {
      infinite++;
      distinct.add(text);
    } else if (CellValues.isTruth(stripped)) {
      booleans++;
      distinct.add(text);
    } else {
      commas += NumberParser.hasDecimalComma(stripped) ? 1 : 0;
      plain(text, 1);
    }
  }

  private void number(double value) {
    if (Double.isNaN(value)) {
      missing++;
    } else if (Double.isInfinite(value)) {
      infinite++;
      distinct.add(value);
    } else {
      numbers++;
      huge += Math.abs(value) > CellValues.MOST ? 1 : 0;
      smallest = Math.min(smallest, value);
      largest = Math.max(largest, value);
      sum += value;
      whole.add(value);
      distinct.add(value == 0 ? 0.0 : value); // −0 is 0
    }
  }

  private void mark(String marker, long times) {
    if (markers.size() < MOST_MARKERS || markers.containsKey(marker)) {
      markers.merge(marker, times, Long::sum);
    } else {
      plain(marker, times);
    }
  }

  private void plain(String text, long times) {
    texts += times;
    sample = sample.isEmpty() ? text : sample;
    distinct.add(text, times);
  }

  void add(ColumnTally more) {
    missing += more.missing;
    numbers += more.numbers;
    booleans += more.booleans;
    infinite += more.infinite;
    texts += more.texts;
    vectors += more.vectors;
    others += more.others;
    huge += more.huge;
    blanks += more.blanks;
    points += more.points;
    commas += more.commas;
    more.markers.forEach(this::mark);
    whole.add(more.whole);
    smallest = Math.min(smallest, more.smallest);
    largest = Math.max(largest, more.largest);
    sum += more.sum;
    sample = sample.isEmpty() ? more.sample : sample;
    distinct.add(more.distinct);
  }

  /** Cells that say that there is no value. */
  long marked() {
    return markers.values().stream().mapToLong(Long::longValue).sum();
  }

  /** Cells with a value of any kind, the marked ones aside. */
  long values() {
    return numbers + booleans + infinite + texts + vectors + others;
  }

  /** How many different values there are where texts are told apart, the marked ones as well. */
  long categories() {
    return distinct.size() + markers.size();
  }

  /** Whether every value is a number, be it one that cannot be used. */
  boolean isOfNumbers() {
    return texts + booleans + vectors + others == 0;
  }

  /**
   * How often each value stands; null where there are too many.
   *
   * @param marked whether the marked ones are values
   */
  Map<Object, Long> counts(boolean marked) {
    if (distinct.counts() == null || !marked) {
      return distinct.counts();
    }
    Map<Object, Long> counts = new HashMap<>(distinct.counts());
    counts.putAll(markers);
    return counts;
  }
}
