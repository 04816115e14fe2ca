package io.fallline.data;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;

/**
 * What is counted of a part's rows.
 *
 * @param columns the inputs; empty where features are not looked at
 * @param weighted whether rows may weigh anything but 1
 * @param classes null where labels are numbers
 */
record StatisticsPlan(
    ArrayList<InputColumn> columns,
    int numbers,
    boolean weighted,
    boolean offset,
    LabelClasses classes)
    implements Serializable {
  /** Only training rows are learnt from; of others, rows and weights are counted. */
  static StatisticsPlan of(Encoding encoding, boolean training) {
    return new StatisticsPlan(
        new ArrayList<>(training ? encoding.columns() : List.of()),
        training ? encoding.numbers() : 0,
        encoding.weight() != null,
        encoding.offset() != null,
        training ? encoding.classes() : null);
  }

  RecordCounter start() {
    return new RecordCounter(this);
  }
}
