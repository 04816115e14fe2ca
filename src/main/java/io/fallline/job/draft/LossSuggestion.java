package io.fallline.job.draft;

import io.fallline.core.failure.Failure;
import io.fallline.data.profile.ColumnProfile;
import io.fallline.data.profile.ColumnProfile.Value;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * The loss that fits a label.
 *
 * @param loss its name in a configuration
 * @param reason why it is this one, and what else it might be
 */
record LossSuggestion(String loss, String reason) {
  /** So many whole numbers, 0 to 9 for example, are classes rather than amounts. */
  private static final int MOST_NUMBERS = 10;

  /** More texts than this are hardly classes. */
  private static final int MOST_TEXTS = 100;

  /** Where the most frequent count is one of 0 to 2, and 0 is there, larger ones die away. */
  private static final int LARGEST_COMMON_COUNT = 2;

  /** Classes that are shown. */
  private static final int MOST_SHOWN = 10;

  /**
   * @param table how messages call the rows
   * @throws Failure (data) if nothing can be learnt of the label
   */
  static LossSuggestion of(ColumnProfile label, String table) {
    if (label.distinct() == 1) {
      throw refused(
          table,
          label,
          "is " + label.values().get(0).text() + " in every row",
          "two values or more");
    }
    if (label.isNumber()) {
      return ofNumbers(label);
    }
    if (!label.type().startsWith("text") && !label.type().startsWith("truth value")) {
      throw refused(table, label, "is of type " + label.type(), "numbers, truth values or texts");
    }
    if (label.distinct() > MOST_TEXTS || label.distinct() > label.cells() / 2) {
      throw refused(
          table,
          label,
          String.format(
              Locale.ROOT, "has %,d different texts in %,d rows", label.distinct(), label.cells()),
          "numbers, or classes of several rows each, " + MOST_TEXTS + " at most");
    }
    return ofClasses(label);
  }

  private static LossSuggestion ofClasses(ColumnProfile label) {
    boolean two = label.distinct() == 2;
    return new LossSuggestion(
        two ? "logistic" : "softmax", two ? "of two classes" : "of more than two classes");
  }

  private static LossSuggestion ofNumbers(ColumnProfile label) {
    boolean whole = label.isWhole();
    if (whole && label.distinct() == 2) {
      return ofClasses(label);
    }
    if (whole && label.distinct() <= MOST_NUMBERS && label.distinct() <= label.cells() / 2) {
      return new LossSuggestion(
          "softmax",
          "as few whole numbers are classes as a rule; of amounts it is mse, of counts poisson");
    }
    if (whole && isCount(label)) {
      return new LossSuggestion(
          "poisson", "as these numbers count something; of classes it is softmax, of amounts mse");
    }
    return new LossSuggestion(
        "mse",
        numbersRows(label)
            ? "of numbers; these number the rows, so it may be no label"
            : "of numbers; with outliers huber");
  }

  private static boolean isCount(ColumnProfile label) {
    if (label.smallest() != 0 || label.values().isEmpty()) {
      return false;
    }
    Value common = label.values().get(0);
    return common.count() > 1 && Double.parseDouble(common.text()) <= LARGEST_COMMON_COUNT;
  }

  private static boolean numbersRows(ColumnProfile label) {
    return label.isWhole()
        && label.distinct() == label.cells()
        && label.largest() - label.smallest() + 1 == label.cells();
  }

  boolean isOfClasses() {
    return loss.equals("logistic") || loss.equals("softmax");
  }

  /** Of two classes the later one: numbers stand in ascending order, texts by code point. */
  String positive(ColumnProfile label) {
    String first = label.values().get(0).text();
    String second = label.values().get(1).text();
    boolean later =
        label.isNumber()
            ? Double.parseDouble(first) > Double.parseDouble(second)
            : Arrays.compare(first.codePoints().toArray(), second.codePoints().toArray()) > 0;
    return later ? first : second;
  }

  /** What the label has, in words. */
  String seen(ColumnProfile label) {
    if (!isOfClasses()) {
      return ProfileText.numbers(label);
    }
    List<Value> values = label.values();
    String shown =
        values.stream()
            .limit(MOST_SHOWN)
            .map(value -> value.text() + " " + ProfileText.share(value.count(), label.cells()))
            .collect(Collectors.joining(", "));
    return String.format(
        Locale.ROOT,
        "%,d classes: %s%s",
        values.size(),
        shown,
        values.size() > MOST_SHOWN ? ", …" : "");
  }

  private static Failure refused(String table, ColumnProfile label, String found, String expected) {
    return Failure.data(
        table + ": column \"" + label.name() + "\" " + found + ", expected a label of " + expected);
  }
}
