package io.fallline.core.model;

import io.fallline.core.math.Range;

/**
 * A named part of the parameter vector.
 *
 * @param name as model files spell it: {@code layers.0.weight}
 * @param rows units of the layer
 * @param columns inputs of the layer, the numbers of a row standing together; 1 for biases
 * @param range where it stands in the vector
 */
public record Tensor(String name, int rows, int columns, Range range) {}
