package io.fallline.report;

/**
 * A histogram of step durations, of 64 KB for any number of steps: its buckets are 1/128 of the
 * power of two below them wide, so that quantiles are right to 0.4%, and the same whatever the
 * order. Sum and mean are exact.
 */
public final class StepTimes {
  private static final int BITS = 7;
  private static final int BUCKETS_A_POWER = 1 << BITS;
  private static final double NANOS_A_MILLI = 1e6;
  private static final double NANOS_A_SECOND = 1e9;

  private final long[] counts = new long[(Long.SIZE - BITS) * BUCKETS_A_POWER];
  private long steps;
  private long nanos;

  public void add(long stepNanos) {
    if (stepNanos < 0) {
      throw new IllegalArgumentException("a step took " + stepNanos + " ns");
    }
    counts[bucket(stepNanos)]++;
    steps++;
    nanos += stepNanos;
  }

  public long steps() {
    return steps;
  }

  public double seconds() {
    return nanos / NANOS_A_SECOND;
  }

  /** NaN before the first step. */
  public double meanMillis() {
    return steps == 0 ? Double.NaN : nanos / NANOS_A_MILLI / steps;
  }

  /** NaN before the first step. */
  public double medianMillis() {
    return quantileMillis(0.5);
  }

  /** What 95 of 100 steps do not exceed; NaN before the first step. */
  public double p95Millis() {
    return quantileMillis(0.95);
  }

  private double quantileMillis(double fraction) {
    if (steps == 0) {
      return Double.NaN;
    }
    long rank = Math.max(1, (long) Math.ceil(fraction * steps));
    int bucket = -1;
    for (long seen = 0; seen < rank; seen += counts[bucket]) {
      bucket++;
    }
    return middle(bucket) / NANOS_A_MILLI;
  }

  /**
   * The position of the highest bit, then the {@link #BITS} bits below it; small numbers stand for
   * themselves.
   */
  private static int bucket(long value) {
    if (value < BUCKETS_A_POWER) {
      return (int) value;
    }
    int shift = Long.SIZE - 1 - BITS - Long.numberOfLeadingZeros(value);
    return shift * BUCKETS_A_POWER + (int) (value >>> shift);
  }

  private static double middle(int bucket) {
    int shift = Math.max(0, bucket / BUCKETS_A_POWER - 1);
    long least = (long) (bucket - shift * BUCKETS_A_POWER) << shift;
    return least + ((1L << shift) - 1) / 2.0;
  }
}
