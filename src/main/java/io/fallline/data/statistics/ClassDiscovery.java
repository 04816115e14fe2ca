package io.fallline.data.statistics;

import io.fallline.core.failure.Failure;
import io.fallline.core.loss.LabelKind;
import io.fallline.data.DataSpec;
import io.fallline.data.records.LabelReader;
import io.fallline.data.records.RecordScan;
import io.fallline.data.sources.ColumnRoles;
import io.fallline.data.sources.RowPlan;
import io.fallline.data.sources.RowValidator;
import io.fallline.model.CodePoints;
import io.fallline.model.LabelClasses;
import io.fallline.model.NumberParser;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableSet;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.IntStream;

/**
 * The classes that the labels of all rows make.
 *
 * @param name how messages call the rows
 * @param booleans whether the label's column is one of truth values
 * @param located says where the first row stands that a check refuses
 */
public record ClassDiscovery(
    ColumnRoles roles,
    RecordScan scan,
    String name,
    boolean booleans,
    Function<Function<RowPlan, RowValidator.Plan>, Failure> located) {
  private static final String WHOLE =
      "a whole number, a truth value or a text, as the loss takes classes";

  /**
   * The classes that training takes.
   *
   * @param indexed how many there are where labels are their indices; else 0
   * @param start the model that training starts from, whose classes are taken if the loss takes
   *     them; or null
   * @throws Failure (data) if labels do not fit them
   */
  public LabelClasses classes(int indexed, DataSpec.Known start) {
    if (indexed > 0) {
      return indices(indexed);
    }
    LabelClasses known = start == null ? null : start.encoding().classes();
    boolean fits = known != null && (!isBinary() || known.size() == 2);
    return fits ? knownAs(known, start.without()) : distinct();
  }

  /**
   * The distinct labels in class order.
   *
   * @throws Failure (data) if they are no classes, or not as many as the loss takes
   */
  private LabelClasses distinct() {
    NavigableSet<Double> numbers = scan.numberLabels();
    NavigableSet<String> texts = scan.textLabels();
    if (!numbers.isEmpty() && texts.stream().allMatch(ClassDiscovery::isNoValue)) {
      requireWhole(numbers, texts);
    }
    boolean flags = booleans && texts.isEmpty();
    List<String> names = names(numbers, texts, flags);
    if (names.size() < 2) {
      throw refused("is " + names.get(0) + " in every row, expected two classes or more");
    }
    if (isBinary() && names.size() > 2) {
      throw refused(
          "has "
              + counted(names)
              + ", expected two, as the loss is one of two classes; model.loss = \"softmax\" takes"
              + " more");
    }
    if (names.size() > RecordScan.MOST_CLASSES) {
      throw refused(
          "has more than " + RecordScan.MOST_CLASSES + " classes; is it a number to be predicted?");
    }
    if (flags) {
      return LabelClasses.ofBooleans();
    }
    return texts.isEmpty()
        ? LabelClasses.ofNumbers(List.copyOf(numbers))
        : LabelClasses.ofTexts(List.copyOf(names));
  }

  /**
   * Those of the model that training starts from.
   *
   * @param without the setting with which it does not
   * @throws Failure (data) if a row has another class
   */
  private LabelClasses knownAs(LabelClasses classes, String without) {
    if (!scan.hasOnly(classes)) {
      throw located.apply(
          LabelReader.known(
              classes,
              ", which training starts from; with " + without + " it learns other classes"));
    }
    return classes;
  }

  /**
   * 0, 1, … up to the count, whether or not there are rows of each: a fold of the rows may lack
   * one.
   *
   * @throws Failure (data) if a label is none of these
   */
  private LabelClasses indices(int count) {
    boolean tooMany = isBinary() && count > 2;
    int most = tooMany ? Integer.MAX_VALUE : count;
    if (!scan.textLabels().isEmpty()
        || !scan.numberLabels().stream().allMatch(label -> isIndex(label, most))) {
      String expected =
          "a class index, a whole number of 0 to "
              + (isBinary() ? 1 : count - 1)
              + ", as StringIndexer makes them";
      throw located.apply(
          LabelReader.expecting(expected, label -> isIndex(label, most), text -> false));
    }
    if (tooMany) {
      throw refused(
          "has "
              + counted(scan.numberLabels().stream().map(NumberParser::show).toList())
              + ", expected the class indices 0 and 1, as StringIndexer makes them, or a loss that"
              + " takes more classes");
    }
    return LabelClasses.ofNumbers(IntStream.range(0, count).mapToObj(i -> (double) i).toList());
  }

  private boolean isBinary() {
    return roles.labels() == LabelKind.BINARY;
  }

  private static boolean isIndex(double label, int count) {
    return label == Math.rint(label) && label >= 0 && label < count;
  }

  /** Among numbers this is a number that is missing, or one that is none. */
  private static boolean isNoValue(String text) {
    return NumberParser.isMissing(text) || NumberParser.isInfinite(text);
  }

  private void requireWhole(NavigableSet<Double> numbers, NavigableSet<String> texts) {
    if (!texts.isEmpty() || !numbers.stream().allMatch(number -> number == Math.rint(number))) {
      throw located.apply(
          LabelReader.expecting(WHOLE, label -> label == Math.rint(label), text -> false));
    }
  }

  private static List<String> names(
      NavigableSet<Double> numbers, NavigableSet<String> texts, boolean flags) {
    List<String> spelled =
        new ArrayList<>(
            numbers.stream()
                .map(number -> flags ? Boolean.toString(number == 1) : NumberParser.show(number))
                .toList());
    if (texts.isEmpty()) {
      return spelled;
    }
    TreeSet<String> sorted = new TreeSet<>(CodePoints.ORDER);
    sorted.addAll(texts);
    sorted.addAll(spelled);
    return List.copyOf(sorted);
  }

  private static String counted(List<String> names) {
    int count = names.size();
    return count > RecordScan.MOST_CLASSES
        ? "more than " + RecordScan.MOST_CLASSES + " classes"
        : count + (count == 1 ? " class: " : " classes: ") + LabelReader.listed(names);
  }

  private Failure refused(String what) {
    return Failure.data(name + ": column \"" + roles.label() + "\" " + what);
  }
}
