package io.fallline.core.loss;

import java.util.Arrays;
import java.util.OptionalDouble;

/**
 * A loss function: from the raw scores z of a row and its label y the number that training makes
 * small, and its derivative. It knows neither model nor optimizer. Everything is computed in
 * float64 from raw scores, stably; at a kink the derivative is 0.
 *
 * <p>A loss needs {@link #labels} and {@link #ofRow}. A loss of numbers has a {@link #lossUnit}
 * too, without which labels are scaled badly; one with second derivatives has {@link #hasCurvature}
 * and {@link #curvature}, without which no Newton steps end a training; {@link #ofRows} makes it
 * fast.
 */
public interface Loss {
  LabelKind labels();

  /** How many scores a row has: 1, or one a class. */
  default int outputs(int classes) {
    return 1;
  }

  /**
   * The loss of one row.
   *
   * @param scores z, as many as {@link #outputs}
   * @param label y: a number, or a class index
   * @param derivative receives ∂loss/∂z, as many as scores; may be the same array as {@code scores}
   */
  double ofRow(double[] scores, double label, double[] derivative);

  /**
   * Losses and derivatives of many rows: what {@link #ofRow} gives for each, to the precision of
   * {@link io.fallline.core.math.Elementary}.
   *
   * @param outputs scores a row
   * @param scores z, row after row; receives the derivatives in their place
   * @param labels those of the rows from {@code firstLabel} on
   * @param losses receives a loss a row
   * @param scratch a number a row at least; what they become does not matter
   */
  default void ofRows(
      int rows,
      int outputs,
      double[] scores,
      double[] labels,
      int firstLabel,
      double[] losses,
      double[] scratch) {
    double[] row = new double[outputs];
    for (int i = 0; i < rows; i++) {
      System.arraycopy(scores, i * outputs, row, 0, outputs);
      losses[i] = ofRow(row, labels[firstLabel + i], row);
      System.arraycopy(row, 0, scores, i * outputs, outputs);
    }
  }

  /**
   * The losses that rows of these scores have, by their class: what {@link #ofRow} gives for each.
   * A loss that may have many classes does better than to try each.
   *
   * @param scores one a class
   */
  default double[] ofEachClass(double[] scores) {
    double[] losses = new double[scores.length];
    double[] derivative = new double[scores.length];
    Arrays.setAll(losses, c -> ofRow(scores.clone(), c, derivative));
    return losses;
  }

  /**
   * The batch's loss from the sum of weighted row losses; a mean unless the loss says otherwise.
   */
  default double ofBatch(double sum, double weight) {
    return sum / weight;
  }

  /**
   * What the sum of weighted row gradients is multiplied by to be the gradient of {@link #ofBatch}.
   */
  default double gradientFactor(double sum, double weight) {
    return 1 / weight;
  }

  /** Whether a batch's loss is the weighted mean of its rows' losses. */
  default boolean isMeanOfRows() {
    return true;
  }

  /** Whether the loss of a row is (z − y)²: the mean of the labels then is the best constant. */
  default boolean isSquare() {
    return false;
  }

  /**
   * What the loss is counted in where labels are counted in {@code labelUnit}: squares in its
   * square, distances in itself. 1 where labels have no unit.
   *
   * @param labelUnit a power of two; so is the result
   */
  default double lossUnit(double labelUnit) {
    return 1;
  }

  /**
   * Whether the derivative of a row changes with its scores everywhere, or nearly: see {@link
   * #curvature}.
   */
  default boolean hasCurvature() {
    return false;
  }

  /**
   * The second derivatives of a row's loss in its scores, of a loss whose batch is the mean of its
   * rows. No loss here curves downwards: the matrix has no negative eigenvalue.
   *
   * @param scores z, as many as {@link #outputs}
   * @param curvature receives ∂²loss/∂z∂z, row after row of the symmetric matrix; at a kink of the
   *     derivative that of the flatter side
   * @throws UnsupportedOperationException if there are none: see {@link #hasCurvature}
   */
  default void curvature(double[] scores, double label, double[] curvature) {
    throw new UnsupportedOperationException(getClass().getSimpleName() + " has no curvature");
  }

  /** What makes a prediction of a row's scores. */
  default OutputActivation outputActivation() {
    return OutputActivation.IDENTITY;
  }

  /** The number that a model of a NUMBER or COUNT loss predicts from its score. */
  default double response(double score) {
    return outputActivation().response(score);
  }

  /** Which quantile of the label is predicted; empty where none is. */
  default OptionalDouble quantile() {
    return OptionalDouble.empty();
  }

  /**
   * Whether scores can be turned into class probabilities; the loss of a row then is −log of the
   * one of its class.
   */
  default boolean hasProbabilities() {
    return outputActivation().hasProbabilities();
  }

  /**
   * Class probabilities in class order.
   *
   * @param probabilities as many as classes (two for BINARY)
   * @throws UnsupportedOperationException if there are none: see {@link #hasProbabilities}
   */
  default void probabilities(double[] scores, double[] probabilities) {
    outputActivation().probabilities(scores, probabilities);
  }
}
