package io.fallline.faults;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * One training with faults.
 *
 * @param name by which it can be had again
 * @param resident whether its engine is resident, else jobs
 */
record FaultPlan(String name, boolean resident, List<Fault> faults) {
  /** Engines, one or all, moments, and which step. */
  static final int CASES = 2 * 2 * 3 * 3;

  /** One of all combinations; what is left open comes from the number of the trial. */
  static FaultPlan ofCase(int number, long steps, int trial) {
    SplittableRandom random = new SplittableRandom(31L * number + trial);
    long[] where = {0, steps / 2, steps - 1};
    Fault kill =
        new Fault(
            Fault.Action.KILL,
            Fault.Moment.values()[number / 4 % 3],
            where[number / 12 % 3],
            number / 2 % 2 == 0 ? random.nextInt(2) : Fault.ALL,
            0.1 + 0.6 * random.nextDouble());
    return new FaultPlan("case " + number + " trial " + trial, number % 2 == 0, List.of(kill));
  }

  /**
   * All executors, at more steps than Spark lets a task of one stage fail: what befalls the stages
   * of a long training adds up.
   */
  static FaultPlan manyLosses(boolean resident) {
    List<Fault> faults = new ArrayList<>();
    for (int step = 1; step <= 11; step += 2) {
      faults.add(new Fault(Fault.Action.KILL, Fault.Moment.BEFORE, step, Fault.ALL, 0));
    }
    return new FaultPlan("many losses", resident, faults);
  }

  /** What is no loss of executors, or not at once. */
  static FaultPlan other(Fault.Action action, boolean resident) {
    List<Fault> faults =
        new ArrayList<>(List.of(new Fault(action, Fault.Moment.DURING, 3, 0, 0.3)));
    if (action == Fault.Action.DROP) {
      faults.add(new Fault(Fault.Action.KILL, Fault.Moment.BEFORE, 5, 1, 0));
      faults.add(new Fault(action, Fault.Moment.BEFORE, 9, 0, 0));
    }
    return new FaultPlan("other " + action, resident, faults);
  }

  /** One to three kills anywhere. */
  static FaultPlan random(long seed, long steps) {
    SplittableRandom random = new SplittableRandom(seed);
    boolean resident = random.nextBoolean();
    int count = 1 + random.nextInt(3);
    List<Fault> faults = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      faults.add(
          new Fault(
              Fault.Action.KILL,
              Fault.Moment.values()[random.nextInt(3)],
              random.nextLong(steps),
              random.nextInt(4) == 0 ? Fault.ALL : random.nextInt(2),
              0.9 * random.nextDouble()));
    }
    return new FaultPlan("seed " + seed, resident, faults);
  }

  @Override
  public String toString() {
    return name + ", " + (resident ? "resident" : "jobs") + ": " + faults;
  }
}
