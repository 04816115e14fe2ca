package io.fallline.core.math;

/**
 * A stream of random numbers that is a pure function of its key, the same on every machine:
 * SplitMix64, whose n-th number is a hash of a counter.
 *
 * <p>Steele, Lea and Flood, "Fast Splittable Pseudorandom Number Generators", 2014.
 */
public final class RandomStream {
  private static final long GOLDEN_GAMMA = 0x9e3779b97f4a7c15L;
  private static final double UNIT = 0x1.0p-53;

  private long counter;

  RandomStream(long counter) {
    this.counter = counter;
  }

  /**
   * The stream of this key; keys that differ in any number, in order or in length have streams of
   * their own.
   */
  public static RandomStream of(long... key) {
    long counter = mix(key.length + GOLDEN_GAMMA);
    for (long number : key) {
      counter = mix(counter + GOLDEN_GAMMA ^ mix(number + GOLDEN_GAMMA));
    }
    return new RandomStream(counter);
  }

  public long nextLong() {
    counter += GOLDEN_GAMMA;
    return mix(counter);
  }

  /** Uniform in [0, 1), a multiple of 2⁻⁵³. */
  public double nextDouble() {
    return (nextLong() >>> 11) * UNIT;
  }

  /**
   * Uniform over 0 to {@code bound} (exclusive), without bias: draws beyond the last whole multiple
   * are drawn again.
   */
  public int below(int bound) {
    return (int) below((long) bound);
  }

  /** Uniform over 0 to {@code bound} (exclusive), without bias. */
  public long below(long bound) {
    if (bound < 1) {
      throw new IllegalArgumentException("nothing is below " + bound + " but at least 0");
    }
    while (true) {
      long drawn = nextLong() >>> 1;
      long remainder = drawn % bound;
      if (drawn - remainder + (bound - 1) >= 0) {
        return remainder;
      }
    }
  }

  /** Normal with mean 0 and deviation 1: Box and Muller's form, two uniform numbers for each. */
  public double nextGaussian() {
    double radius = Math.sqrt(-2 * StrictMath.log(1 - nextDouble()));
    return radius * StrictMath.cos(2 * Math.PI * nextDouble());
  }

  /**
   * Puts the numbers {@code from} (inclusive) to {@code to} (exclusive) of an array in random
   * order: Fisher and Yates.
   */
  public void shuffle(int[] numbers, int from, int to) {
    for (int i = to - 1; i > from; i--) {
      int j = from + below(i - from + 1);
      int moved = numbers[i];
      numbers[i] = numbers[j];
      numbers[j] = moved;
    }
  }

  /** The finalizer "variant 13" of David Stafford, as in {@link java.util.SplittableRandom}. */
  private static long mix(long z) {
    z = (z ^ (z >>> 30)) * 0xbf58476d1ce4e5b9L;
    z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
    return z ^ (z >>> 31);
  }
}
