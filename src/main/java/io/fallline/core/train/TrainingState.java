package io.fallline.core.train;

import io.fallline.core.optimizer.Optimizer;
import io.fallline.core.optimizer.OptimizerState;
import io.fallline.core.rate.RateState;

/** All that the next step depends on, besides the rows and the configuration. */
public final class TrainingState {
  private final double[] parameters;
  private final float[] rounded;
  private OptimizerState optimizer;
  private RateState rate;
  private EarlyStopping.State earlyStopping;
  private long step;
  private int skips;
  private int rollbacks;

  private TrainingState(double[] parameters) {
    this.parameters = parameters;
    this.rounded = FloatParameters.of(parameters);
  }

  /** Before the first step. */
  public static TrainingState start(double[] parameters, Optimizer optimizer) {
    TrainingState state = new TrainingState(parameters.clone());
    state.optimizer = OptimizerState.start(optimizer, parameters.length);
    state.rate = new RateState();
    state.earlyStopping = new EarlyStopping.State();
    return state;
  }

  public double[] parameters() {
    return parameters;
  }

  /** The parameters as rows meet them: whoever changes the ones changes the others. */
  float[] rounded() {
    return rounded;
  }

  public OptimizerState optimizer() {
    return optimizer;
  }

  public RateState rate() {
    return rate;
  }

  EarlyStopping.State earlyStopping() {
    return earlyStopping;
  }

  /** How many steps have been taken. */
  public long step() {
    return step;
  }

  void advance() {
    step++;
  }

  /** Batches left out one after the other because of a non-finite number. */
  int skips() {
    return skips;
  }

  void setSkips(int skips) {
    this.skips = skips;
  }

  /** How often training went back; each time halves the learning rate. */
  int rollbacks() {
    return rollbacks;
  }

  TrainingState copy() {
    TrainingState copy = new TrainingState(parameters.clone());
    copy.goBackTo(this);
    copy.rollbacks = rollbacks;
    return copy;
  }

  /** Becomes as the earlier state was, but for the count of rollbacks, which goes up. */
  void rollBackTo(TrainingState earlier) {
    goBackTo(earlier);
    rollbacks++;
  }

  private void goBackTo(TrainingState earlier) {
    System.arraycopy(earlier.parameters, 0, parameters, 0, parameters.length);
    System.arraycopy(earlier.rounded, 0, rounded, 0, rounded.length);
    optimizer = earlier.optimizer.copy();
    rate = earlier.rate.copy();
    earlyStopping = earlier.earlyStopping.copy();
    step = earlier.step;
    skips = earlier.skips;
  }
}
