package io.fallline.model;

import java.util.List;

/**
 * A tensor of float64 values with a name.
 *
 * @param shape the extent of each dimension; none for a single number
 * @param values row-major: the last dimension runs fastest; not copied
 */
public record NamedTensor(String name, List<Integer> shape, double[] values) {
  public NamedTensor {
    shape = List.copyOf(shape);
    long expected = elements(shape);
    if (expected != values.length) {
      throw new IllegalArgumentException(
          name + " has " + values.length + " values, its shape " + shape + " holds " + expected);
    }
  }

  public static NamedTensor vector(String name, double[] values) {
    return new NamedTensor(name, List.of(values.length), values);
  }

  public static NamedTensor matrix(String name, int rows, int columns, double[] values) {
    return new NamedTensor(name, List.of(rows, columns), values);
  }

  /** How many values a shape holds; the largest long where that is more than a long can say. */
  static long elements(List<Integer> shape) {
    long elements = 1;
    for (int extent : shape) {
      if (extent < 0) {
        throw new IllegalArgumentException("a shape has no negative extents: " + shape);
      }
      boolean tooMany = extent > 0 && elements > Long.MAX_VALUE / extent;
      elements = tooMany ? Long.MAX_VALUE : elements * extent;
    }
    return elements;
  }
}
