package io.fallline.faults;

/**
 * Executors that are ended in the course of a training.
 *
 * @param step at which step, from 0
 * @param which of them, by number; {@link #ALL}: all
 * @param delay how long a step is under way by then, in parts of a calm step; for {@link
 *     Moment#DURING}
 */
record Kill(Moment moment, long step, int which, double delay) {
  static final int ALL = -1;

  enum Moment {
    BEFORE,
    DURING,
    AFTER
  }

  @Override
  public String toString() {
    String whom = which == ALL ? "all executors" : "executor " + which;
    return "%s %s step %d (%.2f)".formatted(whom, moment, step + 1, delay);
  }
}
