package io.fallline.data;

import java.io.Serializable;
import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.ml.linalg.Vector;
import org.apache.spark.sql.Row;
import scala.collection.Seq;

/** What the cells of one column are, counted cell by cell and put together from all tasks. */
final class ColumnTally implements Serializable {
  private static final long serialVersionUID = 1L;

  /** Texts that may stand for no value; those that people write as a category are none of them. */
  private static final int MOST_MARKERS = 16;

  long missing;
  long numbers;
  long booleans;
  long infinite;
  long texts;
  long vectors;
  long others;

  /** Numbers that are beyond what can be scaled. */
  long huge;

  /** Texts that begin or end with a blank, and the first of them. */
  long blanks;

  String blank = "";

  /**
   * Numbers that are written with a point, and texts that would be numbers with one for a comma.
   */
  long points;

  long commas;

  /** How often each text stands that usually means that there is no value. */
  final TreeMap<String, Long> markers = new TreeMap<>();

  final Progression whole = new Progression();
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
      text(Cells.text(cell));
    }
  }

  private void text(String text) {
    if (text == null || text.isBlank()) {
      missing++;
      return;
    }
    String stripped = text.strip();
    if (stripped.length() < text.length()) {
      blanks++;
      blank = blank.isEmpty() ? text : blank;
    }
    Double number = Numbers.parse(stripped);
    if (number != null) {
      points += stripped.indexOf('.') >= 0 ? 1 : 0;
      number(number);
    } else if (Numbers.isMissing(stripped)) {
      mark(stripped, 1);
      distinct.add(text);
    } else if (Numbers.isInfinite(stripped)) {
      infinite++;
    } else if (Cells.isTruth(stripped)) {
      booleans++;
      distinct.add(text);
    } else {
      commas += Numbers.hasDecimalComma(stripped) ? 1 : 0;
      texts++;
      sample = sample.isEmpty() ? text : sample;
      distinct.add(text);
    }
  }

  private void number(double value) {
    if (Double.isNaN(value)) {
      missing++;
    } else if (Double.isInfinite(value)) {
      infinite++;
    } else {
      numbers++;
      huge += Math.abs(value) > Cells.MOST ? 1 : 0;
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
    }
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
    blank = blank.isEmpty() ? more.blank : blank;
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

  /** Cells with a value of any kind. */
  long values() {
    return numbers + booleans + infinite + texts + vectors + others;
  }

  /** How often each value stands; null where there are too many. */
  Map<Object, Long> counts() {
    return distinct.counts();
  }
}
