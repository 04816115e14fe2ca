package io.fallline.bench;

import java.util.concurrent.Callable;

/**
 * Somebody who does a piece of work.
 *
 * @param warmUp whether a first run, which does not count, lets the JVM compile
 * @param mostRounds what takes minutes need not do so every round
 * @param run does the work once; throws {@link Skipped} where it cannot
 */
public record Contender(String name, boolean warmUp, int mostRounds, Callable<Figures> run) {

  /** Runs in this JVM. */
  public static Contender warm(String name, Callable<Figures> run) {
    return new Contender(name, true, Integer.MAX_VALUE, run);
  }

  /** Is a process of its own each time, and sees to its own warming up. */
  public static Contender process(String name, Callable<Figures> run) {
    return new Contender(name, false, Integer.MAX_VALUE, run);
  }

  /** Takes so long that compilation does not matter and one round has to do. */
  public static Contender once(String name, Callable<Figures> run) {
    return new Contender(name, false, 1, run);
  }
}
