package io.fallline.data;

import java.time.Instant;

/**
 * The newest rows, counted back from the newest of all: never from the clock, so that the same data
 * give the same bits.
 *
 * @param column of dates or times
 */
public record TimeWindow(String column, double days) {
  private static final double SECONDS_OF_A_DAY = 86_400;

  /** More than all instants there are. */
  private static final double MOST_SECONDS = 1e17;

  public TimeWindow {
    if (!(days > 0)) {
      throw new IllegalArgumentException("a window of " + days + " days, expected more than 0");
    }
  }

  /** What rows of the window are newer than. */
  public Instant before(Instant newest) {
    double seconds = Math.min(days * SECONDS_OF_A_DAY, MOST_SECONDS);
    long whole = (long) seconds;
    long second = Math.max(newest.getEpochSecond() - whole, Instant.MIN.getEpochSecond() + 1);
    return Instant.ofEpochSecond(second, newest.getNano() - Math.round((seconds - whole) * 1e9));
  }
}
