package io.fallline.data;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;

/** The labels of a classification in class order: numbers ascending, or texts by code point. */
public final class Classes implements Serializable {
  private static final long serialVersionUID = 1L;

  private final boolean numeric;
  private final ArrayList<String> names;
  private final HashMap<String, Integer> indices = new HashMap<>();

  private Classes(boolean numeric, List<String> names) {
    this.numeric = numeric;
    this.names = new ArrayList<>(names);
    for (int i = 0; i < names.size(); i++) {
      indices.put(names.get(i), i);
    }
  }

  static Classes ofNumbers(List<Double> ascending) {
    return new Classes(true, ascending.stream().map(Numbers::show).toList());
  }

  static Classes ofTexts(List<String> ascending) {
    return new Classes(false, ascending);
  }

  public boolean numeric() {
    return numeric;
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

  /** What a prediction of this class is: a Double, or a String. */
  public Object value(int index) {
    return numeric ? (Object) Double.valueOf(names.get(index)) : names.get(index);
  }

  /** The class index, or −1. */
  public int indexOf(String name) {
    return indices.getOrDefault(name, -1);
  }

  int indexOf(double label) {
    return indexOf(Numbers.show(label));
  }
}
