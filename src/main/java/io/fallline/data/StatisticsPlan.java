package io.fallline.data;

import java.io.Serializable;
import java.util.ArrayList;

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
  RecordCounter start() {
    return new RecordCounter(this);
  }
}
