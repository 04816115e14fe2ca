package io.fallline.core.training;

/** What the next pass of a {@link NewtonFinish} depends on besides the parameters. */
public final class FinishState {
  private final String after;
  private final double l2;
  private int passes;
  private double damping;
  private double estimated;
  private double firstLoss;
  private boolean refit;

  /**
   * @param after why the descent before it ended
   * @param l2 as configured
   */
  FinishState(String after, double l2) {
    this.after = after;
    this.l2 = l2;
  }

  /** A state that was saved earlier. */
  static FinishState of(
      String after,
      double l2,
      int passes,
      double damping,
      double estimated,
      double firstLoss,
      boolean refit) {
    FinishState state = new FinishState(after, l2);
    state.passes = passes;
    state.damping = damping;
    state.estimated = estimated;
    state.firstLoss = firstLoss;
    state.refit = refit;
    return state;
  }

  /** Why the descent before it ended. */
  public String after() {
    return after;
  }

  /** Whether rows that were held out have joined those that are trained on. */
  public boolean isRefit() {
    return refit;
  }

  void beginRefit() {
    refit = true;
    damping = 0;
  }

  /** How many passes over the rows it has taken. */
  public int passes() {
    return passes;
  }

  /** Whether a refit can begin: it looks once before its first step. */
  public boolean leavesPasses() {
    return passes + 2 <= NewtonFinish.MOST_PASSES;
  }

  void countPass() {
    passes++;
  }

  double configuredL2() {
    return l2;
  }

  /** The penalty that counts: the configured one, or a larger one that was estimated. */
  public double l2() {
    return Math.max(l2, estimated);
  }

  /** 0 where none was. */
  public double estimatedL2() {
    return estimated;
  }

  void setEstimatedL2(double estimated) {
    this.estimated = estimated;
  }

  /** What the diagonal is multiplied by and added to itself; 0: a plain Newton step. */
  double damping() {
    return damping;
  }

  void setDamping(double damping) {
    this.damping = damping;
  }

  /** The mean loss, without penalty, that it began with; 0 before its first pass. */
  double firstLoss() {
    return firstLoss;
  }

  void setFirstLoss(double firstLoss) {
    this.firstLoss = firstLoss;
  }

  FinishState copy() {
    return of(after, l2, passes, damping, estimated, firstLoss, refit);
  }
}
