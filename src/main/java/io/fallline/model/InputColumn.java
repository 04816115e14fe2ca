package io.fallline.model;

import java.io.Serializable;
import java.util.List;

/**
 * One column that a model takes.
 *
 * @param width how many inputs it makes; 0 where hashed, as all hashed columns share one block
 * @param categories of a categorical column, ascending by code point; else empty
 */
public record InputColumn(String column, InputKind kind, int width, List<String> categories)
    implements Serializable {
  public InputColumn {
    categories = List.copyOf(categories);
  }

  public static InputColumn number(String column) {
    return new InputColumn(column, InputKind.NUMBER, 1, List.of());
  }

  public static InputColumn vector(String column, int size) {
    return new InputColumn(column, InputKind.VECTOR, size, List.of());
  }

  public static InputColumn categorical(String column, List<String> categories) {
    return new InputColumn(column, InputKind.CATEGORICAL, categories.size(), categories);
  }

  public static InputColumn hashed(String column) {
    return new InputColumn(column, InputKind.HASHED, 0, List.of());
  }

  /** What a column's values become. */
  public enum InputKind {
    /** One number. */
    NUMBER,
    /** As many numbers as the vector has elements. */
    VECTOR,
    /** One input a category, of which at most one is 1. */
    CATEGORICAL,
    /** One 1 in the block that all hashed columns share. */
    HASHED;

    public boolean isNumeric() {
      return this == NUMBER || this == VECTOR;
    }
  }
}
