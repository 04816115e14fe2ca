package io.fallline.data.statistics;

import io.fallline.configuration.DataSection.MissingValues;
import io.fallline.data.statistics.InputScalingSelector.InputScaling;
import io.fallline.model.Encoding;
import io.fallline.model.InputColumn;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;

/**
 * Centre, scale and fill of every numeric input, from the training rows' sums, each row by its
 * weight; zeros and missing values are counted in here.
 *
 * @param fill null unless the mean stands for missing values
 * @param warnings about inputs that say nothing
 */
public record FeatureScales(
    double[] center, double[] scale, double[] fill, boolean sparse, List<String> warnings) {
  private static final int MOST_NAMED = 5;

  /**
   * @param intercept whether the model can take up what is shifted: without, nothing is
   * @param indicators inputs that are 0 or 1 by their metadata
   */
  public static FeatureScales of(
      Encoding unscaled, ShardStatistics statistics, boolean intercept, BitSet indicators) {
    return new Builder(
            unscaled,
            statistics,
            intercept,
            InputScalingSelector.of(unscaled, statistics, indicators))
        .build();
  }

  /** The encoding with what was learnt. */
  public Encoding appliedTo(Encoding unscaled) {
    return unscaled.withScales(sparse, fill, center, scale);
  }

  private static final class Builder {
    private final Encoding encoding;
    private final ColumnMoments moments;
    private final long rows;
    private final double weight;
    private final boolean intercept;
    private final InputScaling[] choice;
    private final double[] center;
    private final double[] scale;
    private final double[] fill;
    private final List<Integer> constant = new ArrayList<>();
    private final boolean sparse;

    Builder(
        Encoding encoding, ShardStatistics statistics, boolean intercept, InputScaling[] choice) {
      this.encoding = encoding;
      this.moments = statistics.moments;
      this.rows = statistics.weighing;
      this.weight = statistics.weight;
      this.intercept = intercept;
      this.choice = choice;
      int numbers = moments.mean.length;
      center = new double[numbers];
      scale = new double[numbers];
      Arrays.fill(scale, 1);
      fill = encoding.missing() == MissingValues.MEAN ? new double[numbers] : null;
      sparse = isSparse();
    }

    FeatureScales build() {
      for (int i = 0; i < center.length; i++) {
        learn(i);
      }
      return new FeatureScales(center, scale, fill, sparse, warnings());
    }

    /** By weights too: whether rows are centred must not hang on how equal ones are written. */
    private boolean isSparse() {
      double stored = 0;
      for (int i = 0; i < moments.present.length; i++) {
        stored += moments.presentWeight(i) + (fill == null ? 0 : moments.missingWeight(i));
      }
      for (InputColumn column : encoding.columns()) {
        stored += column.kind().isNumeric() ? 0 : weight;
      }
      return stored < InputScalingSelector.SPARSE_BELOW * weight * encoding.inputs();
    }

    private void learn(int i) {
      long zeros = rows - moments.present[i] - (fill == null ? 0 : moments.missing[i]);
      double present = moments.presentWeight(i);
      double rest = weight - present - (fill == null ? 0 : moments.missingWeight(i));
      double absent = zeros == 0 ? 0 : Math.max(0, rest); // what is left of rounding is no weight
      double valued = present + absent;
      double mean = valued == 0 ? 0 : moments.mean[i] * present / valued;
      if (fill != null) {
        fill[i] = mean;
      }
      if (zeros == 0) {
        mean = moments.mean[i];
      }
      double squares = moments.squares[i];
      if (zeros > 0 && moments.present[i] > 0) {
        squares += moments.mean[i] * moments.mean[i] * present * (absent / valued);
      }
      double least = zeros > 0 ? Math.min(0, moments.least[i]) : moments.least[i];
      double greatest = zeros > 0 ? Math.max(0, moments.greatest[i]) : moments.greatest[i];
      boolean varies = valued > 0 && least < greatest;
      if (!varies) {
        constant.add(i);
      }
      double deviation = Math.sqrt(Math.max(0, squares) / weight);
      double size =
          switch (choice[i]) {
            case STANDARD -> varies ? deviation : 1;
            case MINMAX -> varies ? greatest - least : 1;
            case MAXABS -> varies ? Math.max(Math.abs(least), Math.abs(greatest)) : 1;
            case NONE -> 1;
            case SHRUNK -> Math.max(1, deviation);
          };
      scale[i] = size > 0 ? size : 1;
      if (intercept && !sparse && valued > 0) {
        center[i] =
            switch (choice[i]) {
              case STANDARD -> mean;
              case MINMAX -> least;
              case MAXABS, NONE, SHRUNK -> 0;
            };
      }
    }

    private List<String> warnings() {
      if (constant.isEmpty() || sparse) {
        return List.of(); // a sparse input that no training row has is no surprise
      }
      List<String> names = constant.stream().limit(MOST_NAMED).map(encoding::inputName).toList();
      String more =
          constant.size() > MOST_NAMED ? " and " + (constant.size() - MOST_NAMED) + " more" : "";
      return List.of(
          (constant.size() == 1 ? "feature " : "features ")
              + String.join(", ", names)
              + more
              + (constant.size() == 1 ? " has" : " have")
              + " the same value in every training row: scale 1");
    }
  }
}
