package io.fallline.core.training;

import io.fallline.core.metric.ObjectiveLoss;
import java.util.Map;
import java.util.TreeMap;

/**
 * Decides how long to train where nobody says so: until the watched loss has settled. The loss is
 * looked at every so many steps. Where it has not fallen by a small part of its fall so far for
 * some looks, the learning rate is cut, since a constant rate keeps a floor of noise above the
 * optimum; when that has been done often enough, training has settled.
 *
 * <p>The watched loss is that of the validation rows, whose best parameters are the result; where
 * there are none, the mean loss of the steps between two looks, each before its update.
 *
 * @param loss what is watched: that which training makes small, class weights counted in
 * @param epochsALook how many epochs there are from one look to the next
 * @param patience looks without gain before a cut
 * @param cuts of the rate before training ends; 0: it ends at once
 * @param ends whether it ends the training; else it only keeps the best parameters
 */
public record ConvergenceMonitor(
    ObjectiveLoss loss, int epochsALook, int patience, int cuts, boolean ends) {
  /** Of the fall so far: less is no gain. */
  public static final double GAIN = 1e-3;

  /** What a cut multiplies the rate by. */
  public static final double CUT = 0.2;

  /** Why a training ended that has settled. */
  public static final String SETTLED = "settled";

  /** What is remembered between looks; NaN: not looked at yet. */
  public static final class State {
    double first = Double.NaN;
    double reference = Double.NaN;
    double best = Double.NaN;
    double[] bestParameters;
    int looksWithoutGain;
    int cuts;
    double lossSum;
    double weightSum;

    /** A state that was saved earlier. */
    static State of(Map<String, Double> numbers, double[] bestParameters) {
      State state = new State();
      state.first = numbers.getOrDefault("first", Double.NaN);
      state.reference = numbers.getOrDefault("reference", Double.NaN);
      state.best = numbers.getOrDefault("best", Double.NaN);
      state.looksWithoutGain = numbers.getOrDefault("looksWithoutGain", 0.0).intValue();
      state.cuts = numbers.getOrDefault("cuts", 0.0).intValue();
      state.lossSum = numbers.getOrDefault("lossSum", 0.0);
      state.weightSum = numbers.getOrDefault("weightSum", 0.0);
      state.bestParameters = bestParameters;
      return state;
    }

    /** What is not at its start, by name. */
    Map<String, Double> numbers() {
      Map<String, Double> numbers = new TreeMap<>();
      numbers.put("first", first);
      numbers.put("reference", reference);
      numbers.put("best", best);
      numbers.put("looksWithoutGain", (double) looksWithoutGain);
      numbers.put("cuts", (double) cuts);
      numbers.put("lossSum", lossSum);
      numbers.put("weightSum", weightSum);
      numbers.values().removeIf(number -> Double.isNaN(number));
      if (weightSum == 0 && Double.isNaN(first) && looksWithoutGain == 0 && cuts == 0) {
        numbers.clear();
      }
      return numbers;
    }

    State copy() {
      State copy = new State();
      copy.first = first;
      copy.reference = reference;
      copy.best = best;
      copy.bestParameters = bestParameters;
      copy.looksWithoutGain = looksWithoutGain;
      copy.cuts = cuts;
      copy.lossSum = lossSum;
      copy.weightSum = weightSum;
      return copy;
    }

    /** What the learning rate is multiplied by. */
    double rateFactor() {
      return StrictMath.pow(CUT, cuts);
    }

    /** The best watched loss so far; NaN where there was none. */
    public double best() {
      return best;
    }
  }

  boolean looksAfter(long epochs) {
    return epochs % epochsALook == 0;
  }

  /** A step was taken, of which the loss before it is known. */
  void stepEnded(double loss, double weight, State state) {
    state.lossSum += weight * loss;
    state.weightSum += weight;
  }

  /** The loss of the validation rows before the first step. */
  void begins(double loss, State state) {
    state.first = loss;
    state.reference = loss;
  }

  /**
   * Takes note of the watched loss.
   *
   * @param parameters that have it, to be kept where they are the best; null: not to be kept
   * @return whether training has settled
   */
  boolean look(double loss, double[] parameters, State state) {
    if (Double.isNaN(state.first)) {
      begins(loss, state);
    }
    keepBest(loss, parameters, state);
    if (loss < state.reference - GAIN * Math.max(0, state.first - state.reference)) {
      state.reference = loss;
      state.looksWithoutGain = 0;
      return false;
    }
    state.looksWithoutGain++;
    if (state.looksWithoutGain < patience || !ends) {
      return false;
    }
    if (state.cuts == cuts) {
      return true;
    }
    state.cuts++;
    state.looksWithoutGain = 0;
    return false;
  }

  /** Keeps parameters that are better on the validation rows than all before. */
  void keepBest(double loss, double[] parameters, State state) {
    if (!(loss >= state.best) && !Double.isNaN(loss)) {
      state.best = loss;
      state.bestParameters = parameters == null ? null : parameters.clone();
    }
  }

  /** The mean loss of the steps since the last look, which are then forgotten. */
  double meanLoss(State state) {
    double mean = state.lossSum / state.weightSum;
    state.lossSum = 0;
    state.weightSum = 0;
    return mean;
  }
}
