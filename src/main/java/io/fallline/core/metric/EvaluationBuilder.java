package io.fallline.core.metric;

import io.fallline.core.loss.LabelKind;
import io.fallline.core.loss.Loss;
import java.util.Objects;

/** Adds up an {@link Evaluation} row by row. A row of weight 0 is counted and adds nothing else. */
public final class EvaluationBuilder {
  private final LabelKind kind;
  private final int classes;
  private final ConfusionBuilder confusion;
  private final RankingBuffer scores = RankingBuffer.ofScores();
  private final Residuals.Builder residuals;
  private long rows;
  private double weightSum;
  private double lossSum;
  private double logLossSum;
  private final double[] lossSums;
  private final RankingBuffer targetGroups = RankingBuffer.ofGroups();
  private LabelMoments targetMoments = LabelMoments.EMPTY;
  private LabelMoments labels = LabelMoments.EMPTY;
  private double squaredError;
  private double absoluteError;

  /**
   * @param classes how many classes there are; not looked at where labels are numbers
   */
  public EvaluationBuilder(LabelKind kind, int classes) {
    this.kind = kind;
    this.classes = kind.isClass() ? classes : 0;
    residuals = kind.isClass() ? null : new Residuals.Builder();
    confusion = new ConfusionBuilder(this.classes);
    lossSums = new double[this.classes];
  }

  /**
   * A row whose label is a number.
   *
   * @param loss of the row, not multiplied by its weight
   */
  public void addNumber(double weight, double loss, double label, double prediction) {
    if (kind.isClass()) {
      throw new IllegalStateException("labels are classes, found the number " + label);
    }
    addLoss(weight, loss);
    if (weight != 0) {
      double residual = label - prediction;
      labels = LabelMoments.add(labels, LabelMoments.of(label, weight));
      squaredError += weight * residual * residual;
      absoluteError += weight * Math.abs(residual);
      residuals.add(residual, weight);
    }
  }

  /**
   * A row whose label is a class.
   *
   * @param loss of the row, not multiplied by its weight
   * @param logLoss −log of the probability of the true class; NaN where the loss has no
   *     probabilities
   * @param score that ranks rows by how likely they are class 1; not looked at unless there are two
   */
  public void addClass(
      double weight, double loss, int label, int prediction, double logLoss, double score) {
    Objects.checkIndex(label, classes);
    Objects.checkIndex(prediction, classes);
    addLoss(weight, loss);
    if (weight != 0) {
      confusion.add(label, prediction, weight);
      lossSums[label] += weight * loss;
      logLossSum += weight * logLoss;
      if (kind == LabelKind.BINARY) {
        scores.add(score, label == 1 ? 0 : weight, label == 1 ? weight : 0);
      }
    }
  }

  /** What a row is to a model that knows no inputs: see {@link ObjectiveLoss}. */
  public void addTarget(Loss loss, double weight, double label, double offset) {
    if (weight == 0 || kind.hasManyScores()) {
      return; // the classes' weights say it
    }
    if (loss.isSquare()) {
      targetMoments = LabelMoments.add(targetMoments, LabelMoments.of(label - offset, weight));
    }
    double group = kind == LabelKind.NUMBER ? label - offset : offset;
    double kept = kind == LabelKind.NUMBER ? group : label;
    targetGroups.add(group, weight, weight * kept);
  }

  public Evaluation build() {
    if (rows == 0) {
      return Evaluation.EMPTY;
    }
    ConstantPredictionTargets targets =
        new ConstantPredictionTargets(targetMoments, targetGroups.ranking());
    return new Evaluation(rows, weightSum, lossSum, numberSums(), classSums(), targets);
  }

  private void addLoss(double weight, double loss) {
    rows++;
    if (weight != 0) {
      weightSum += weight;
      lossSum += weight * loss;
    }
  }

  private Evaluation.NumberSums numberSums() {
    return kind.isClass()
        ? null
        : new Evaluation.NumberSums(labels, squaredError, absoluteError, residuals.build());
  }

  private Evaluation.ClassSums classSums() {
    if (!kind.isClass()) {
      return null;
    }
    return new Evaluation.ClassSums(
        confusion.build(), lossSums.clone(), logLossSum, scores.ranking());
  }
}
