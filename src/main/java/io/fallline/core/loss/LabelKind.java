package io.fallline.core.loss;

/** The kind of labels that a loss takes, and so what the model predicts. */
public enum LabelKind {
  /** Any finite number. */
  NUMBER,
  /** A number of 0 or more. */
  COUNT,
  /** One of two classes, coded 0 and 1, in class order: the later one is the positive one. */
  BINARY,
  /** One of two or more classes, coded 0, 1, …, in class order. */
  CLASS;

  /** Whether a row has a score a class, not one alone. */
  public boolean hasManyScores() {
    return this == CLASS;
  }

  public boolean isClass() {
    return this == BINARY || this == CLASS;
  }
}
