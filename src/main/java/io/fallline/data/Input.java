package io.fallline.data;

import java.io.Serializable;
import java.util.List;

/**
 * One column that a model takes.
 *
 * @param width how many inputs it makes; 0 where hashed, as all hashed columns share one block
 * @param categories of a categorical column, ascending by code point; else empty
 */
public record Input(String column, InputKind kind, int width, List<String> categories)
    implements Serializable {
  public Input {
    categories = List.copyOf(categories);
  }

  static Input number(String column) {
    return new Input(column, InputKind.NUMBER, 1, List.of());
  }

  static Input vector(String column, int size) {
    return new Input(column, InputKind.VECTOR, size, List.of());
  }

  static Input categorical(String column, List<String> categories) {
    return new Input(column, InputKind.CATEGORICAL, categories.size(), categories);
  }

  static Input hashed(String column) {
    return new Input(column, InputKind.HASHED, 0, List.of());
  }
}
