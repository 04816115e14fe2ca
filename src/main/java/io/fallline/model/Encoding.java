package io.fallline.model;

import io.fallline.configuration.DataSection.MissingValues;
import io.fallline.configuration.DataSection.Scaling;
import io.fallline.core.loss.LabelKind;
import io.fallline.model.InputColumn.InputKind;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * How rows become inputs: what was learnt from the training rows, and all that is needed to encode
 * others alike.
 *
 * <p>Inputs stand in this order: numeric columns, categorical ones, the hashed block. Only the
 * numeric ones are scaled, so the vectors are as long as {@link #numbers()}.
 *
 * @param weight the weight column, or null
 * @param offset the column of what is added to a score, or null
 * @param hashBits 0 where no column is hashed
 * @param sparse whether rows are packed as sparse ones, which are scaled but never centred
 * @param classes null where labels are numbers
 * @param fill what stands for a missing number; null unless that is the mean
 */
public record Encoding(
    String label,
    String weight,
    String offset,
    LabelKind labels,
    List<InputColumn> columns,
    int hashBits,
    MissingValues missing,
    Scaling scaling,
    boolean sparse,
    LabelClasses classes,
    double[] fill,
    double[] center,
    double[] scale)
    implements Serializable {
  private static final int MOST_NAMED = 3;

  public Encoding {
    columns = List.copyOf(columns);
  }

  /** The same with what was learnt from training rows; null where nothing is known yet. */
  public Encoding withScales(
      boolean sparseRows, double[] fills, double[] centers, double[] scales) {
    return new Encoding(
        label,
        weight,
        offset,
        labels,
        columns,
        hashBits,
        missing,
        scaling,
        sparseRows,
        classes,
        fills,
        centers,
        scales);
  }

  /** How many inputs a row has. */
  public int inputs() {
    return FeatureLayout.of(columns, hashBits).inputs();
  }

  /** How many of the first inputs are numbers, and so scaled. */
  public int numbers() {
    return FeatureLayout.of(columns, hashBits).numbers();
  }

  /** How many of some adjacent numeric inputs are not left as they are. */
  public int scaledInputs(int first, int count) {
    int scaled = 0;
    for (int i = first; i < first + count; i++) {
      scaled += center[i] != 0 || scale[i] != 1 ? 1 : 0;
    }
    return scaled;
  }

  /** What an input is called: {@code age}, {@code color = red}, {@code hashed[17]}. */
  public String inputName(int input) {
    int first = 0;
    for (InputColumn column : columns) {
      if (input < first + column.width()) {
        return named(column, input - first);
      }
      first += column.width();
    }
    return "hashed[" + (input - first) + "]";
  }

  /** What the first inputs are called, in one walk over the columns. */
  public List<String> inputNames(int count) {
    List<String> names = new ArrayList<>();
    for (InputColumn column : columns) {
      for (int i = 0; i < column.width() && names.size() < count; i++) {
        names.add(named(column, i));
      }
    }
    for (int i = 0; names.size() < count; i++) {
      names.add("hashed[" + i + "]");
    }
    return names;
  }

  private static String named(InputColumn column, int place) {
    return switch (column.kind()) {
      case NUMBER -> column.column();
      case VECTOR, HASHED -> column.column() + "[" + place + "]";
      case CATEGORICAL -> column.column() + " = " + column.categories().get(place);
    };
  }

  /**
   * As {@link #inputName}, for people, who do not know the hashed block but the columns that are in
   * it.
   */
  public String shownInputName(int input) {
    int others = columns.stream().mapToInt(InputColumn::width).sum();
    if (input < others) {
      return inputName(input);
    }
    List<String> hashed =
        columns.stream()
            .filter(c -> c.kind() == InputKind.HASHED)
            .map(InputColumn::column)
            .toList();
    String whose =
        hashed.size() <= MOST_NAMED
            ? String.join(" or ", hashed)
            : "one of " + hashed.size() + " hashed columns";
    return whose + ", bucket " + (input - others);
  }

  /** How many classes there are; 0 where labels are numbers. */
  public int classCount() {
    return classes == null ? 0 : classes.size();
  }

  /**
   * The vectors that a manifest leaves to a file beside it, by name: center, scale and, for missing
   * = mean, fill.
   */
  public Map<String, double[]> vectors() {
    Map<String, double[]> vectors = new LinkedHashMap<>();
    vectors.put("center", center);
    vectors.put("scale", scale);
    if (fill != null) {
      vectors.put("fill", fill);
    }
    return vectors;
  }
}
