package io.fallline.core.model;

/** The decision for a class, from raw scores. */
public final class ClassDecision {
  private ClassDecision() {}

  /**
   * With one score a row, class 1 where it is above 0; else the class of the greatest score, the
   * first one of equals.
   *
   * @param from where the row's scores begin
   * @param outputs how many scores the row has
   */
  public static int of(double[] scores, int from, int outputs) {
    if (outputs == 1) {
      return scores[from] > 0 ? 1 : 0;
    }
    int best = 0;
    for (int k = 1; k < outputs; k++) {
      if (scores[from + k] > scores[from + best]) {
        best = k;
      }
    }
    return best;
  }
}
