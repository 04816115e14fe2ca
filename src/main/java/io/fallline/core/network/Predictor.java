package io.fallline.core.network;

import io.fallline.core.loss.Loss;
import io.fallline.core.math.Kernels;

/**
 * What a network with its parameters predicts for encoded rows: raw scores, and the class, the
 * probabilities or the number that they stand for. For one thread; parameters and weights are
 * shared with {@link #another}.
 */
public final class Predictor {
  /** A row's only score speaks for the later of two classes where it is above this. */
  public static final double THRESHOLD = 0;

  private final Network network;
  private final float[] parameters;
  private final Workspace workspace;
  private final Loss loss;
  private final int outputs;
  private final int classes;

  public Predictor(Network network, float[] parameters) {
    this.network = network;
    this.parameters = parameters;
    workspace = network.workspace();
    loss = network.loss();
    outputs = workspace.outputs;
    classes = network.spec().classes();
  }

  /** One that is given a row at a time, and so has the bits of {@code vector} kernels. */
  public static Predictor ofSingleRows(NetworkSpec spec, Kernels kernels, float[] parameters) {
    return new Predictor(Network.ofSingleRows(spec, kernels, parameters), parameters);
  }

  /** The same for another thread. */
  public Predictor another() {
    return new Predictor(network, parameters);
  }

  /** How many scores a row has. */
  public int outputs() {
    return outputs;
  }

  /** Raw scores, offsets included; {@code scores} receives [rows, outputs]. */
  public void scores(PackedRows rows, double[] scores) {
    network.scores(parameters, rows, 0, rows.size(), scores, workspace);
  }

  /**
   * The class that a row's scores speak for: of a single one class 1 where it is above {@link
   * #THRESHOLD}, else the class of the greatest, the first one of equals.
   */
  public static int classOf(double[] scores) {
    if (scores.length == 1) {
      return scores[0] > THRESHOLD ? 1 : 0;
    }
    int best = 0;
    for (int k = 1; k < scores.length; k++) {
      best = scores[k] > scores[best] ? k : best;
    }
    return best;
  }

  /** The number that is predicted, from a row's score. */
  public double response(double[] scores) {
    return loss.response(scores[0]);
  }

  /** False for losses whose scores are no probabilities of classes, and of numbers. */
  public boolean hasProbabilities() {
    return loss.hasProbabilities();
  }

  /** The probability of each class, from a row's scores. */
  public double[] probabilities(double[] scores) {
    double[] probabilities = new double[classes];
    loss.probabilities(scores, probabilities);
    return probabilities;
  }
}
