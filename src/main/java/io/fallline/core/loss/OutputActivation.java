package io.fallline.core.loss;

/** The function that makes a prediction of raw scores: it goes with the loss, not the layers. */
public enum OutputActivation {
  /** The score itself is the number, or decides the class. */
  IDENTITY,

  /** e^z, a count. */
  EXP {
    @Override
    double response(double score) {
      return StrictMath.exp(score);
    }
  },

  /** 1/(1 + e^{−z}), the probability of the later of two classes; from e^{−|z|} for both. */
  SIGMOID {
    @Override
    void probabilities(double[] scores, double[] probabilities) {
      double score = scores[0];
      double power = StrictMath.exp(-Math.abs(score));
      double likelier = 1 / (1 + power);
      double other = power / (1 + power);
      probabilities[0] = score >= 0 ? other : likelier;
      probabilities[1] = score >= 0 ? likelier : other;
    }
  },

  /** e^{z_k}/Σ e^z, a probability for each class. */
  SOFTMAX {
    @Override
    void probabilities(double[] scores, double[] probabilities) {
      double sum = Softmax.shiftedPowers(scores, Softmax.greatest(scores), probabilities);
      for (int k = 0; k < scores.length; k++) {
        probabilities[k] /= sum;
      }
    }
  };

  double response(double score) {
    return score;
  }

  public boolean hasProbabilities() {
    return this == SIGMOID || this == SOFTMAX;
  }

  void probabilities(double[] scores, double[] probabilities) {
    throw new UnsupportedOperationException(name() + " has no probabilities");
  }
}
