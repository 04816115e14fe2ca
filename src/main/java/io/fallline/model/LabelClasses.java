package io.fallline.model;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;

/**
 * The labels of a classification in class order: numbers ascending, false before true, texts by
 * code point.
 */
public final class LabelClasses implements Serializable {
  private static final long serialVersionUID = 1L;

  /** What labels are, and so what a prediction is. */
  public enum Kind {
    NUMBER,
    BOOLEAN,
    TEXT
  }

  private final Kind kind;
  private final ArrayList<String> names;
  private final HashMap<String, Integer> indices = new HashMap<>();

  private LabelClasses(Kind kind, List<String> names) {
    this.kind = kind;
    this.names = new ArrayList<>(names);
    for (int i = 0; i < names.size(); i++) {
      indices.put(names.get(i), i);
    }
  }

  public static LabelClasses ofNumbers(List<Double> ascending) {
    return new LabelClasses(Kind.NUMBER, ascending.stream().map(NumberParser::show).toList());
  }

  public static LabelClasses ofBooleans() {
    return new LabelClasses(Kind.BOOLEAN, List.of("false", "true"));
  }

  public static LabelClasses ofTexts(List<String> ascending) {
    return new LabelClasses(Kind.TEXT, ascending);
  }

  public Kind kind() {
    return kind;
  }

  public boolean numeric() {
    return kind == Kind.NUMBER;
  }

  public int size() {
    return names.size();
  }

  /**
   * As messages, files and {@code training.classWeights} spell them: whole numbers without a
   * fraction.
   */
  public List<String> names() {
    return List.copyOf(names);
  }

  /** What a prediction of this class is: a Double, a Boolean or a String. */
  public Object value(int index) {
    String name = names.get(index);
    return switch (kind) {
      case NUMBER -> Double.valueOf(name);
      case BOOLEAN -> Boolean.valueOf(name);
      case TEXT -> name;
    };
  }

  /** The class index of a label that is written as a text, or −1: 1.0 is 1, True is true. */
  public int indexOf(String label) {
    int index = indices.getOrDefault(label, -1);
    if (index >= 0 || kind == Kind.TEXT) {
      return index;
    }
    if (kind == Kind.BOOLEAN
        && (label.equalsIgnoreCase("false") || label.equalsIgnoreCase("true"))) {
      return Boolean.parseBoolean(label) ? 1 : 0;
    }
    Double number = NumberParser.parse(label);
    return number == null ? -1 : indexOf(number);
  }

  /** The class index of a number, or −1; records have 0 and 1 for false and true. */
  public int indexOf(double label) {
    boolean flag = label == 0 || label == 1;
    return switch (kind) {
      case NUMBER -> indices.getOrDefault(NumberParser.show(label), -1);
      case BOOLEAN -> flag ? (int) label : -1;
      case TEXT -> indices.getOrDefault(NumberParser.show(label), flag ? spelled(label == 1) : -1);
    };
  }

  /** The class that is a truth value written as a text, as csv has them; −1 if there is none. */
  private int spelled(boolean value) {
    for (int i = 0; i < names.size(); i++) {
      if (names.get(i).equalsIgnoreCase(Boolean.toString(value))) {
        return i;
      }
    }
    return -1;
  }
}
