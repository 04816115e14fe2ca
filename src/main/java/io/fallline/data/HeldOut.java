package io.fallline.data;

import java.io.Serializable;
import java.util.List;

/** Rows that are not trained on: a fraction of the training paths' rows, or paths of their own. */
public sealed interface HeldOut extends Serializable {
  HeldOut NONE = new Fraction(0);

  static HeldOut fraction(double fraction) {
    return new Fraction(fraction);
  }

  static HeldOut automatic(double share, long fewestRows) {
    return new Automatic(share, fewestRows);
  }

  static HeldOut paths(List<String> paths) {
    return new Paths(paths);
  }

  /**
   * Rows of the training paths, chosen by content, so that equal rows stay together.
   *
   * @param share in [0, 1)
   */
  record Fraction(double share) implements HeldOut {
    public Fraction {
      if (!(share >= 0 && share < 1)) {
        throw new IllegalArgumentException(
            "a held-out fraction of " + share + ", expected one in [0, 1)");
      }
    }
  }

  /**
   * A fraction where the training paths have rows enough for it, else none.
   *
   * @param fewestRows how many rows there must be, test rows of the same paths aside
   */
  record Automatic(double share, long fewestRows) implements HeldOut {}

  record Paths(List<String> paths) implements HeldOut {
    public Paths {
      paths = List.copyOf(paths);
    }
  }
}
