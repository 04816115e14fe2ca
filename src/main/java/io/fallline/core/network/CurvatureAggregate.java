package io.fallline.core.network;

import java.io.Serializable;

/**
 * Sums over rows of loss, gradient and second derivatives (the Hessian) of a network without hidden
 * layers, in float64.
 *
 * <p>Where z = W·x + b, ∂²loss/∂W_ki∂W_lj = C_kl·x_i·x_j with C = ∂²loss/∂z∂z: a symmetric matrix
 * for each pair of outputs, which {@link HessianLayout} packs.
 *
 * @param rows how many rows; those of weight 0 are left out
 * @param weight Σw
 * @param loss Σw·loss of the row
 * @param pearson Σw·(∂loss/∂z)²/(∂²loss/∂z∂z), of one score a row: Pearson's χ² of counts; 0 of
 *     several scores
 * @param gradient Σw·∂loss/∂θ
 * @param hessian Σw·∂²loss/∂θ∂θ, packed
 */
public record CurvatureAggregate(
    long rows, double weight, double loss, double pearson, double[] gradient, double[] hessian)
    implements Serializable {

  /** Left plus right, in the left one's arrays. */
  public static CurvatureAggregate add(CurvatureAggregate left, CurvatureAggregate right) {
    addInto(left.gradient, right.gradient);
    addInto(left.hessian, right.hessian);
    return new CurvatureAggregate(
        left.rows + right.rows,
        left.weight + right.weight,
        left.loss + right.loss,
        left.pearson + right.pearson,
        left.gradient,
        left.hessian);
  }

  private static void addInto(double[] total, double[] addend) {
    for (int i = 0; i < total.length; i++) {
      total[i] += addend[i];
    }
  }
}
