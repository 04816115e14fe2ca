package io.fallline.bench;

/**
 * A line of the table: one contender's figure beside another's.
 *
 * @param work what they do
 * @param rivalFigure as {@code figure}, unless the two have different names
 * @param wanted the bound of what is wanted; NaN for a line that is only to be known
 */
public record Comparison(
    String work,
    String contender,
    String figure,
    String rival,
    String rivalFigure,
    Kind kind,
    double wanted) {

  /** How two figures become one, and on which side of the bound it should be. */
  public enum Kind {
    /** Contender over rival, at least. */
    TIMES_AS_MANY("×", true),
    /** Rival over contender, at least. */
    TIMES_CHEAPER("× cheaper", true),
    /** Contender over rival, at most. */
    AT_MOST_TIMES("×", false),
    /** Contender less rival, at most. */
    AT_MOST_MORE(" more", false);

    private final String unit;
    private final boolean atLeast;

    Kind(String unit, boolean atLeast) {
      this.unit = unit;
      this.atLeast = atLeast;
    }

    double of(double contender, double rival) {
      return switch (this) {
        case TIMES_AS_MANY, AT_MOST_TIMES -> contender / rival;
        case TIMES_CHEAPER -> rival / contender;
        case AT_MOST_MORE -> contender - rival;
      };
    }

    String unit() {
      return unit;
    }

    boolean holds(double ratio, double wanted) {
      return atLeast ? ratio >= wanted : ratio <= wanted;
    }

    String wanted(double wanted) {
      return Double.isNaN(wanted) ? "" : (atLeast ? "≥ " : "≤ ") + Table.number(wanted);
    }
  }

  public static Comparison of(
      String work, String contender, String rival, String figure, Kind kind, double wanted) {
    return new Comparison(work, contender, figure, rival, figure, kind, wanted);
  }
}
