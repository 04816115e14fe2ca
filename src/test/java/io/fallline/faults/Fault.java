package io.fallline.faults;

/**
 * Something that befalls a cluster in the course of a training.
 *
 * @param step at which step, from 0
 * @param which executor, by number; {@link #ALL}: all
 * @param delay how long a step is under way by then, in parts of a calm step; for {@link
 *     Moment#DURING}
 */
record Fault(Action action, Moment moment, long step, int which, double delay) {
  static final int ALL = -1;

  enum Moment {
    BEFORE,
    DURING,
    AFTER
  }

  enum Action {
    KILL,
    /** Stands still, for longer than resident tasks are waited for, and goes on. */
    PAUSE,
    /** Stands still for good. */
    STOP,
    /** Kept shards and broadcasts vanish from all executors. */
    DROP
  }

  @Override
  public String toString() {
    String whom = which == ALL ? "all executors" : "executor " + which;
    return "%s %s %s step %d (%.2f)".formatted(action, whom, moment, step + 1, delay);
  }
}
