package io.fallline.core.metric;

import io.fallline.core.loss.LabelKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * What a model said about one row of a class label, for tests to evaluate in one way and another.
 */
record ScoredRow(double weight, int label, int prediction, double logLoss, double score) {

  /** Few different scores, so that there are ties; some rows weigh nothing. */
  static List<ScoredRow> random(int rows, int classes, long seed) {
    Random random = new Random(seed);
    List<ScoredRow> scored = new ArrayList<>();
    for (int i = 0; i < rows; i++) {
      double weight = random.nextInt(10) == 0 ? 0 : random.nextDouble() * 3;
      int label = random.nextInt(classes);
      double score = Math.rint((random.nextGaussian() + label) * 8) / 8;
      int prediction = random.nextInt(3) == 0 ? random.nextInt(classes) : label;
      scored.add(new ScoredRow(weight, label, prediction, random.nextDouble(), score));
    }
    return scored;
  }

  static Evaluation evaluate(List<ScoredRow> rows, int classes) {
    LabelKind kind = classes == 2 ? LabelKind.BINARY : LabelKind.CLASS;
    EvaluationBuilder builder = new EvaluationBuilder(kind, classes);
    for (ScoredRow row : rows) {
      builder.addClass(row.weight, row.logLoss, row.label, row.prediction, row.logLoss, row.score);
    }
    return builder.build();
  }
}
