package io.fallline.engine;

/** The time that gradients from a cluster took in all steps so far. For the thread that trains. */
public final class GradientTimes {
  private static final double NANOS_A_SECOND = 1e9;

  private long compute;
  private long aggregate;

  /**
   * @param computeNanos of the task that took longest
   * @param aggregateNanos of reading and adding up what tasks sent, in the driver
   */
  public void add(long computeNanos, long aggregateNanos) {
    compute += computeNanos;
    aggregate += aggregateNanos;
  }

  public double computeSeconds() {
    return compute / NANOS_A_SECOND;
  }

  public double aggregateSeconds() {
    return aggregate / NANOS_A_SECOND;
  }
}
