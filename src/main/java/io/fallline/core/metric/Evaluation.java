package io.fallline.core.metric;

import java.io.Serializable;
import java.util.Optional;
import java.util.function.DoubleUnaryOperator;

/**
 * The evaluation of a model on some rows, as float64 sums from which every metric can be computed
 * and which can be added up.
 *
 * <p>Sums of doubles depend on their order: evaluations are added along a fixed tree.
 */
public final class Evaluation implements Serializable {
  private static final long serialVersionUID = 1L;

  /** Of no rows. */
  public static final Evaluation EMPTY =
      new Evaluation(0, 0, 0, null, null, ConstantPredictionTargets.EMPTY);

  /** Sums for labels that are numbers. */
  record NumberSums(
      LabelMoments labels, double squaredError, double absoluteError, Residuals residuals)
      implements Serializable {
    private static final NumberSums UNDEFINED =
        new NumberSums(LabelMoments.EMPTY, Double.NaN, Double.NaN, Residuals.EMPTY);

    static NumberSums add(NumberSums left, NumberSums right) {
      return new NumberSums(
          LabelMoments.add(left.labels, right.labels),
          left.squaredError + right.squaredError,
          left.absoluteError + right.absoluteError,
          Residuals.add(left.residuals, right.residuals));
    }
  }

  /** Sums for labels that are classes. */
  record ClassSums(ConfusionMatrix confusion, double[] losses, double logLoss, ScoreRanking ranking)
      implements Serializable {
    private static final ClassSums UNDEFINED =
        new ClassSums(ConfusionMatrix.EMPTY, new double[0], Double.NaN, ScoreRanking.EMPTY);

    static ClassSums add(ClassSums left, ClassSums right) {
      return new ClassSums(
          ConfusionMatrix.add(left.confusion, right.confusion),
          added(left.losses, right.losses),
          left.logLoss + right.logLoss,
          ScoreRanking.add(left.ranking, right.ranking));
    }

    private static double[] added(double[] left, double[] right) {
      double[] sum = left.clone();
      for (int c = 0; c < sum.length; c++) {
        sum[c] += right[c];
      }
      return sum;
    }
  }

  private final long rows;
  private final double weight;
  private final double lossSum;
  private final NumberSums numbers;
  private final ClassSums classes;
  private final ConstantPredictionTargets targets;

  /** Either {@code numbers} or {@code classes} is null; of no rows both are. */
  Evaluation(
      long rows,
      double weight,
      double lossSum,
      NumberSums numbers,
      ClassSums classes,
      ConstantPredictionTargets targets) {
    this.rows = rows;
    this.weight = weight;
    this.lossSum = lossSum;
    this.numbers = numbers;
    this.classes = classes;
    this.targets = targets;
  }

  /** Left plus right, both unchanged; an empty one adds nothing. */
  public static Evaluation add(Evaluation left, Evaluation right) {
    if (right.rows == 0) {
      return left;
    }
    if (left.rows == 0) {
      return right;
    }
    if ((left.numbers == null) != (right.numbers == null)) {
      throw new IllegalArgumentException("an evaluation of classes and one of numbers");
    }
    return new Evaluation(
        left.rows + right.rows,
        left.weight + right.weight,
        left.lossSum + right.lossSum,
        left.numbers == null ? null : NumberSums.add(left.numbers, right.numbers),
        left.classes == null ? null : ClassSums.add(left.classes, right.classes),
        ConstantPredictionTargets.add(left.targets, right.targets));
  }

  public long rows() {
    return rows;
  }

  /** Σw. */
  public double weight() {
    return weight;
  }

  /** Σw·loss of the row. */
  public double lossSum() {
    return lossSum;
  }

  /** Of 0 classes where labels are numbers, or there were no rows. */
  public ConfusionMatrix confusion() {
    return classSums().confusion;
  }

  /** Absent unless there are two classes with weight, and every score is a number. */
  public Optional<RocCurve> rocCurve() {
    return Optional.of(ranking()).filter(RocCurve::isDefined).map(RocCurve::of);
  }

  /**
   * Absent where {@link #rocCurve} is.
   *
   * @param probability of class 1, from a score
   */
  public Optional<Calibration> calibration(DoubleUnaryOperator probability) {
    return Optional.of(ranking())
        .filter(RocCurve::isDefined)
        .map(ranking -> Calibration.of(ranking, probability));
  }

  /** Absent unless labels are numbers and no residual is infinite. */
  public Optional<Residuals> residuals() {
    return Optional.of(numberSums().residuals).filter(Residuals::areFinite);
  }

  /** Σw·loss of the rows of one class. */
  double lossSumOf(int label) {
    return classSums().losses[label];
  }

  ConstantPredictionTargets targets() {
    return targets;
  }

  double logLossSum() {
    return classSums().logLoss;
  }

  ScoreRanking ranking() {
    return classSums().ranking;
  }

  LabelMoments labels() {
    return numberSums().labels;
  }

  double squaredError() {
    return numberSums().squaredError;
  }

  double absoluteError() {
    return numberSums().absoluteError;
  }

  private NumberSums numberSums() {
    return numbers == null ? NumberSums.UNDEFINED : numbers;
  }

  private ClassSums classSums() {
    return classes == null ? ClassSums.UNDEFINED : classes;
  }
}
