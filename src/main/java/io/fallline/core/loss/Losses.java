package io.fallline.core.loss;

import io.fallline.core.setting.FactoryRegistry;

/** The losses by name. A new one is a file beside these and a line here. */
public final class Losses {
  private Losses() {}

  public static FactoryRegistry<Loss> registry() {
    return new FactoryRegistry<Loss>("loss")
        .add("mse", settings -> new SquaredError())
        .add("rmse", settings -> new RootMeanSquaredError())
        .add("mae", settings -> new AbsoluteError())
        .add("huber", Huber::new)
        .add("quantile", Quantile::new)
        .add("poisson", settings -> new Poisson())
        .add("logistic", settings -> new Logistic())
        .add("softmax", settings -> new Softmax())
        .add("hinge", settings -> new Hinge())
        .add("squaredHinge", settings -> new SquaredHinge());
  }

  /** |z − y|. */
  static final class AbsoluteError implements Loss {
    @Override
    public LabelKind labels() {
      return LabelKind.NUMBER;
    }

    @Override
    public double ofRow(double[] scores, double label, double[] derivative) {
      double error = scores[0] - label;
      derivative[0] = Math.signum(error);
      return Math.abs(error);
    }

    @Override
    public double lossUnit(double labelUnit) {
      return labelUnit;
    }
  }

  /** max(0, 1 − sz) with s = 2y − 1. */
  static final class Hinge implements Loss {
    @Override
    public LabelKind labels() {
      return LabelKind.BINARY;
    }

    @Override
    public double ofRow(double[] scores, double label, double[] derivative) {
      double sign = 2 * label - 1;
      double shortfall = 1 - sign * scores[0];
      if (shortfall <= 0) {
        derivative[0] = 0;
        return 0;
      }
      derivative[0] = -sign;
      return shortfall;
    }
  }

  /** (z − y)², without ½, so that its mean is the mean squared error that is reported. */
  static final class SquaredError implements Loss {
    @Override
    public LabelKind labels() {
      return LabelKind.NUMBER;
    }

    @Override
    public double ofRow(double[] scores, double label, double[] derivative) {
      double error = scores[0] - label;
      derivative[0] = 2 * error;
      return error * error;
    }

    @Override
    public boolean isSquare() {
      return true;
    }

    @Override
    public double lossUnit(double labelUnit) {
      return labelUnit * labelUnit;
    }

    @Override
    public boolean hasCurvature() {
      return true;
    }

    @Override
    public void curvature(double[] scores, double label, double[] curvature) {
      curvature[0] = 2;
    }
  }

  /** max(0, 1 − sz)² with s = 2y − 1. */
  static final class SquaredHinge implements Loss {
    @Override
    public LabelKind labels() {
      return LabelKind.BINARY;
    }

    @Override
    public double ofRow(double[] scores, double label, double[] derivative) {
      double sign = 2 * label - 1;
      double shortfall = 1 - sign * scores[0];
      if (shortfall <= 0) {
        derivative[0] = 0;
        return 0;
      }
      derivative[0] = -2 * sign * shortfall;
      return shortfall * shortfall;
    }

    @Override
    public boolean hasCurvature() {
      return true;
    }

    /** (−2s(1 − sz))′ = 2s² = 2 where there is a shortfall; elsewhere the loss is flat. */
    @Override
    public void curvature(double[] scores, double label, double[] curvature) {
      double sign = 2 * label - 1;
      curvature[0] = 1 - sign * scores[0] > 0 ? 2 : 0;
    }
  }

  /**
   * e^z − yz: the negative log likelihood of a Poisson count with mean e^z, without the term that z
   * does not change.
   */
  static final class Poisson implements Loss {
    @Override
    public LabelKind labels() {
      return LabelKind.COUNT;
    }

    @Override
    public double ofRow(double[] scores, double label, double[] derivative) {
      double score = scores[0];
      double mean = StrictMath.exp(score);
      derivative[0] = mean - label;
      return mean - label * score;
    }

    @Override
    public OutputActivation outputActivation() {
      return OutputActivation.EXP;
    }

    @Override
    public boolean hasCurvature() {
      return true;
    }

    /** (e^z − y)′ = e^z. */
    @Override
    public void curvature(double[] scores, double label, double[] curvature) {
      curvature[0] = StrictMath.exp(scores[0]);
    }
  }
}
