package io.fallline.core.training;

import io.fallline.core.network.ParameterLayout;
import io.fallline.core.optimizer.Optimizer;
import io.fallline.core.optimizer.OptimizerState;
import io.fallline.core.schedule.ScheduleState;

/**
 * The state of a training: all that the next step depends on, besides the rows and the
 * configuration.
 */
public final class TrainingState {
  private final double[] parameters;
  private final float[] rounded;
  private OptimizerState optimizer;
  private ScheduleState schedule;
  private EarlyStopping.State earlyStopping;
  private ConvergenceMonitor.State convergence = new ConvergenceMonitor.State();
  private double labelUnit = Double.NaN;
  private long step;

  /** Batches left out one after the other because of a non-finite number. */
  int skips;

  /** How often training went back; each time halves the learning rate. */
  int rollbacks;

  /** The state in which the epoch under way began; null where nobody may have to go back to it. */
  TrainingState epochStart;

  /** Null before a finish has begun. */
  FinishState finish;

  private TrainingState(double[] parameters) {
    this.parameters = parameters;
    this.rounded = ParameterLayout.float32(parameters);
  }

  /** Before the first step. */
  public static TrainingState start(double[] parameters, Optimizer optimizer) {
    return start(parameters, OptimizerState.start(optimizer, parameters.length));
  }

  /** The same with what the rule remembers of an earlier training. */
  public static TrainingState start(double[] parameters, OptimizerState optimizer) {
    TrainingState state = new TrainingState(parameters.clone());
    state.optimizer = optimizer;
    state.schedule = new ScheduleState();
    state.earlyStopping = new EarlyStopping.State();
    return state;
  }

  /** As it was when it was saved. */
  static TrainingState of(
      double[] parameters,
      OptimizerState optimizer,
      ScheduleState schedule,
      EarlyStopping.State earlyStopping,
      ConvergenceMonitor.State convergence,
      long step) {
    TrainingState state = new TrainingState(parameters);
    state.optimizer = optimizer;
    state.schedule = schedule;
    state.earlyStopping = earlyStopping;
    state.convergence = convergence;
    state.step = step;
    return state;
  }

  public double[] parameters() {
    return parameters;
  }

  /** The parameters in float32, as rows meet them; kept in step with {@link #parameters}. */
  float[] rounded() {
    return rounded;
  }

  public OptimizerState optimizer() {
    return optimizer;
  }

  public ScheduleState schedule() {
    return schedule;
  }

  EarlyStopping.State earlyStopping() {
    return earlyStopping;
  }

  public ConvergenceMonitor.State convergence() {
    return convergence;
  }

  /** What the rule, and so its slots, counts labels in, see {@link LabelUnit}. */
  public double labelUnit() {
    return hasLabelUnit() ? labelUnit : 1;
  }

  /** Whether one was chosen, be it 1. */
  public boolean hasLabelUnit() {
    return !Double.isNaN(labelUnit);
  }

  /**
   * @param labelUnit a power of two
   */
  public void setLabelUnit(double labelUnit) {
    this.labelUnit = labelUnit;
  }

  public long step() {
    return step;
  }

  void advance() {
    step++;
  }

  public FinishState finish() {
    return finish;
  }

  /** Steps follow after all. */
  public void forgetFinish() {
    finish = null;
  }

  /** Takes these parameters for its own. */
  public void moveTo(double[] others) {
    System.arraycopy(others, 0, parameters, 0, parameters.length);
    System.arraycopy(ParameterLayout.float32(others), 0, rounded, 0, rounded.length);
  }

  /** Remembers this state as the one in which an epoch begins. */
  void keepAsEpochStart() {
    epochStart = new TrainingState(parameters.clone());
    epochStart.goBackTo(this);
  }

  /** Becomes as the epoch's start was, but for the count of rollbacks, which goes up. */
  void rollBack() {
    goBackTo(epochStart);
    rollbacks++;
  }

  private void goBackTo(TrainingState earlier) {
    System.arraycopy(earlier.parameters, 0, parameters, 0, parameters.length);
    System.arraycopy(earlier.rounded, 0, rounded, 0, rounded.length);
    optimizer = earlier.optimizer.copy();
    schedule = earlier.schedule.copy();
    earlyStopping = earlier.earlyStopping.copy();
    convergence = earlier.convergence.copy();
    labelUnit = earlier.labelUnit;
    step = earlier.step;
    skips = earlier.skips;
  }
}
