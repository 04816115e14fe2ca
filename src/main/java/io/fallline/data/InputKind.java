package io.fallline.data;

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

  boolean isNumeric() {
    return this == NUMBER || this == VECTOR;
  }
}
