package io.fallline.core.training;

import io.fallline.core.math.Cholesky;
import io.fallline.core.math.EuclideanNorm;
import io.fallline.core.math.Range;
import io.fallline.core.network.CurvatureAggregate;
import io.fallline.core.network.HessianLayout;
import java.util.List;
import java.util.Optional;

/**
 * The second-order model of the objective around some parameters: f + gᵀs + ½sᵀHs, mean loss plus
 * (l2/2)‖w‖², biases left out.
 */
record QuadraticModel(
    double[] parameters, List<Range> ranges, CurvatureAggregate aggregate, HessianLayout layout) {
  /**
   * What is added to a diagonal of ones, so that a singular matrix can be factored, and no step
   * goes far where the objective is flat. It is some hundred times what rounding leaves of 0.
   */
  private static final double RIDGE = 1e-12;

  /**
   * @param added to a diagonal of ones, damping and ridge together
   */
  private record Factored(Cholesky matrix, double added) {}

  /** A step and what the model says it gains. */
  record Step(double[] change, double gain) {}

  long rows() {
    return aggregate.rows();
  }

  /** The mean loss, without penalty. */
  double loss() {
    return aggregate.loss() / aggregate.weight();
  }

  /**
   * How much the derivatives of rows vary, beside their curvature: the variance of labels in the
   * loss's own units, 1 where a class is one of its probability.
   *
   * <p>McCullagh and Nelder, "Generalized Linear Models", 1989, section 4.5.
   */
  double dispersion(boolean classes) {
    return classes ? 1 : aggregate.pearson() / aggregate.weight();
  }

  /** Whether a step can be made from here. */
  boolean isFinite() {
    double[] gradient = gradient(0);
    return Double.isFinite(objective(1))
        && Double.isFinite(EuclideanNorm.of(gradient, gradient.length))
        && Double.isFinite(meanCurvature());
  }

  double objective(double l2) {
    return loss() + l2 / 2 * squaredWeights();
  }

  double squaredWeights() {
    double squares = 0;
    for (Range range : ranges) {
      if (!range.bias()) {
        squares += EuclideanNorm.squares(parameters, range.from(), range.to());
      }
    }
    return squares;
  }

  double[] gradient(double l2) {
    double[] gradient = new double[parameters.length];
    for (Range range : ranges) {
      double decay = range.bias() ? 0 : l2;
      for (int i = range.from(); i < range.to(); i++) {
        gradient[i] = aggregate.gradient()[i] / aggregate.weight() + decay * parameters[i];
      }
    }
    return gradient;
  }

  private double[][] hessian(double l2) {
    double[][] lower = layout.lower(aggregate.hessian());
    for (double[] row : lower) {
      for (int j = 0; j < row.length; j++) {
        row[j] /= aggregate.weight();
      }
    }
    for (Range range : ranges) {
      for (int i = range.from(); i < range.to() && !range.bias(); i++) {
        lower[i][i] += l2;
      }
    }
    return lower;
  }

  /**
   * The minimum of the model with a damping: (H + λD + ridge)s = −g, D the diagonal of H. Solved in
   * units in which D is 1, so that columns of other sizes make no difference.
   */
  Step step(double l2, double damping) {
    double[] gradient = gradient(l2);
    double[][] hessian = hessian(l2);
    double[] scale = scale(hessian);
    double[] right = new double[gradient.length];
    for (int i = 0; i < right.length; i++) {
      right[i] = -gradient[i] / scale[i];
    }
    Factored factored = factor(hessian, scale, damping);
    double[] scaled = factored.matrix.solve(right);
    double[] change = new double[scaled.length];
    double gain = 0;
    for (int i = 0; i < change.length; i++) {
      change[i] = scaled[i] / scale[i];
      gain += 0.5 * scaled[i] * (right[i] + factored.added * scaled[i]);
    }
    return new Step(change, gain);
  }

  /** Square roots of the diagonal; 1 where a column has nothing but zeros. */
  private static double[] scale(double[][] hessian) {
    double[] scale = new double[hessian.length];
    for (int i = 0; i < scale.length; i++) {
      scale[i] = hessian[i][i] > 0 ? Math.sqrt(hessian[i][i]) : 1;
    }
    return scale;
  }

  /**
   * With the least ridge that lets it be factored: a diagonal of ones makes up for any rounding,
   * once it is large enough.
   */
  private static Factored factor(double[][] hessian, double[] scale, double damping) {
    for (double ridge = RIDGE; ; ridge *= 10) {
      double added = damping + ridge;
      Optional<Cholesky> factor = Cholesky.inPlace(scaled(hessian, scale, added));
      if (factor.isPresent()) {
        return new Factored(factor.get(), added);
      }
      if (!(ridge < 1e3 * hessian.length)) {
        throw new IllegalStateException("a matrix that is not finite");
      }
    }
  }

  private static double[][] scaled(double[][] hessian, double[] scale, double added) {
    double[][] scaled = new double[hessian.length][];
    for (int i = 0; i < scaled.length; i++) {
      scaled[i] = new double[i + 1];
      for (int j = 0; j <= i; j++) {
        scaled[i][j] = hessian[i][j] / (scale[i] * scale[j]);
      }
      scaled[i][i] += added;
    }
    return scaled;
  }

  /** How many coordinates the rows say something of. */
  int curved() {
    int curved = 0;
    for (double curvature : layout.diagonal(aggregate.hessian())) {
      curved += curvature > 0 ? 1 : 0;
    }
    return curved;
  }

  /** The mean of the diagonal, without penalty. */
  double meanCurvature() {
    double trace = 0;
    double[] diagonal = layout.diagonal(aggregate.hessian());
    for (double curvature : diagonal) {
      trace += curvature;
    }
    return trace / aggregate.weight() / diagonal.length;
  }

  /**
   * How many weights the rows determine under this penalty, rather than the penalty itself: the
   * number of weights less l2 times the trace of their part of (H + l2)⁻¹.
   */
  double determinedWeights(double l2) {
    double[][] hessian = hessian(l2);
    double[] scale = scale(hessian);
    double[] inverse = factor(hessian, scale, 0).matrix.inverseDiagonal();
    double determined = 0;
    for (Range range : ranges) {
      for (int i = range.from(); i < range.to() && !range.bias(); i++) {
        determined += 1 - l2 * inverse[i] / (scale[i] * scale[i]);
      }
    }
    return determined;
  }
}
