package io.fallline.core.training;

import io.fallline.core.metric.Evaluation;
import io.fallline.core.metric.Metric;

/**
 * Early stopping: ends a training when the validation metric has not improved for a while.
 *
 * @param metric the validation metric that must improve
 * @param patience how many epochs in a row without improvement end the training
 * @param minDelta by how much the metric must improve to count as improved
 * @param restoreBest whether the parameters of the best epoch are the result, however the training
 *     ends
 */
public record EarlyStopping(Metric metric, int patience, double minDelta, boolean restoreBest) {

  /** What is remembered between epochs. */
  public static final class State {
    /** The best value of the metric so far, as a loss; infinite where there was none. */
    double best = Double.POSITIVE_INFINITY;

    int epochsWithoutGain;

    /** Null where there are none, or nobody wants them back. */
    double[] bestParameters;

    /** A state that was saved earlier. */
    static State of(double best, int epochsWithoutGain, double[] bestParameters) {
      State state = new State();
      state.best = best;
      state.epochsWithoutGain = epochsWithoutGain;
      state.bestParameters = bestParameters;
      return state;
    }

    State copy() {
      return of(best, epochsWithoutGain, bestParameters);
    }
  }

  /** Takes note of an epoch's end; whether training should end. */
  boolean epochEnded(Evaluation validation, double[] parameters, State state) {
    double found = metric.asLoss(validation);
    if (found < state.best - minDelta) {
      state.best = found;
      state.epochsWithoutGain = 0;
      state.bestParameters = restoreBest ? parameters.clone() : null;
    } else {
      state.epochsWithoutGain++;
    }
    return state.epochsWithoutGain >= patience;
  }

  /** The parameters that the training results in. */
  double[] result(double[] lastParameters, State state) {
    return state.bestParameters == null ? lastParameters : state.bestParameters;
  }
}
