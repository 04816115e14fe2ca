package io.fallline.data;

import io.fallline.core.failure.Failure;
import io.fallline.core.loss.LabelKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.DoublePredicate;
import java.util.function.Function;
import java.util.stream.IntStream;

/** Labels of records, and the classes that they make. */
final class Labels {
  private static final String BINARY_EXPECTED =
      "0 or 1, or -1 or 1 throughout, or one of two texts";
  private static final String WHOLE_EXPECTED =
      "a whole number or a text, as the loss takes classes";

  private Labels() {}

  /**
   * The label at the cursor: a number, or a class index, −1 where the class is unknown; NaN where
   * there is none.
   */
  static double read(RecordCursor cursor, Classes classes) {
    if (cursor.atText()) {
      return classes == null ? Double.NaN : classes.indexOf(cursor.text());
    }
    double label = cursor.number();
    return classes == null || Double.isNaN(label) ? label : classes.indexOf(label);
  }

  /**
   * The classes of all labelled rows; null where the loss takes numbers.
   *
   * @param indexed how many classes there are where labels are their indices; else 0
   * @param locate says where the first row stands that a check refuses
   */
  static Classes learn(
      Roles roles,
      Survey survey,
      int indexed,
      String source,
      Function<Function<RowPlan, RowCheck.Plan>, Failure> locate) {
    if (!roles.labels().isClass()) {
      return null;
    }
    if (indexed > 0) {
      if (binary(roles) && indexed > 2) {
        throw Failure.data(
            source
                + ": column \""
                + roles.label()
                + "\" has class indices of "
                + indexed
                + " classes, expected "
                + BINARY_EXPECTED);
      }
      return indices(indexed, survey, locate);
    }
    Set<Double> numbers = survey.numberLabels();
    List<String> names = new ArrayList<>(survey.textLabels());
    numbers.forEach(number -> names.add(Numbers.show(number)));
    String column = source + ": column \"" + roles.label() + "\"";
    boolean binary = binary(roles);
    if (survey.textLabels().isEmpty()) {
      requireClassNumbers(binary, numbers, locate);
    }
    if (names.size() < 2) {
      throw Failure.data(
          column + " is " + names.get(0) + " in every row, expected two classes or more");
    }
    if (binary && names.size() > 2) {
      throw Failure.data(
          column + " has the labels " + listed(names) + ", expected " + BINARY_EXPECTED);
    }
    if (names.size() > Survey.MOST_CLASSES) {
      throw Failure.data(
          column
              + " has more than "
              + Survey.MOST_CLASSES
              + " classes; is it a number to be predicted?");
    }
    if (survey.textLabels().isEmpty()) {
      return Classes.ofNumbers(List.copyOf(numbers));
    }
    TreeSet<String> sorted = new TreeSet<>(CodePoints.ORDER);
    sorted.addAll(names);
    return Classes.ofTexts(List.copyOf(sorted));
  }

  private static boolean isIndex(double label, int count) {
    return label == Math.rint(label) && label >= 0 && label < count;
  }

  private static boolean binary(Roles roles) {
    return roles.labels() == LabelKind.BINARY;
  }

  /** 0, 1, … whether or not there are rows of each: a fold of the rows may lack one. */
  private static Classes indices(
      int count, Survey survey, Function<Function<RowPlan, RowCheck.Plan>, Failure> locate) {
    if (!survey.textLabels().isEmpty()
        || !survey.numberLabels().stream().allMatch(label -> isIndex(label, count))) {
      String expected = "a class index, a whole number of 0 to " + (count - 1);
      throw locate.apply(plan -> () -> numberCheck(plan, expected, label -> isIndex(label, count)));
    }
    return Classes.ofNumbers(IntStream.range(0, count).mapToObj(i -> (double) i).toList());
  }

  /** Refuses rows whose label is unlike those that the model was trained with. */
  static Function<RowPlan, RowCheck.Plan> known(Classes classes) {
    return plan ->
        () ->
            labelCheck(
                plan,
                cursor -> {
                  boolean text = cursor.atText();
                  String name = text ? cursor.text() : Numbers.show(cursor.number());
                  if (classes.indexOf(name) < 0) {
                    String found = text ? "\"" + name + "\"" : name;
                    throw BadRow.column(
                        plan.roles().label(),
                        found,
                        "one of the model's classes: " + listed(classes.names()));
                  }
                });
  }

  private static void requireClassNumbers(
      boolean binary,
      Set<Double> numbers,
      Function<Function<RowPlan, RowCheck.Plan>, Failure> locate) {
    for (double number : numbers) {
      if (binary && number != 0 && Math.abs(number) != 1) {
        throw locate.apply(
            plan -> () -> numberCheck(plan, BINARY_EXPECTED, x -> x == 0 || Math.abs(x) == 1));
      }
      if (!binary && number != Math.rint(number)) {
        throw locate.apply(plan -> () -> numberCheck(plan, WHOLE_EXPECTED, x -> x == Math.rint(x)));
      }
    }
  }

  private static RowCheck numberCheck(RowPlan plan, String expected, DoublePredicate fits) {
    return labelCheck(
        plan,
        cursor -> {
          double label = cursor.atText() ? Double.NaN : cursor.number();
          if (!fits.test(label)) {
            throw BadRow.column(plan.roles().label(), Numbers.show(label), expected);
          }
        });
  }

  private static RowCheck labelCheck(
      RowPlan plan, java.util.function.Consumer<RecordCursor> check) {
    RowReader reader = new RowReader(plan);
    RecordCursor cursor = new RecordCursor();
    return raw -> {
      cursor.open(reader.read(raw));
      check.accept(cursor);
    };
  }

  private static String listed(List<String> names) {
    int most = 10;
    String list = String.join(", ", names.subList(0, Math.min(most, names.size())));
    return names.size() <= most ? list : list + ", …";
  }
}
