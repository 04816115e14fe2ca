package io.fallline.engine.resident;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongPredicate;
import java.util.function.LongSupplier;
import java.util.function.Predicate;

/**
 * The place where the driver and its resident tasks meet: the driver publishes a command, every
 * task delivers its result and gets the next command in return. It knows neither Spark nor how an
 * answer travels.
 *
 * <p>Nothing is counted twice, whatever is lost, late or repeated: a result counts for the command
 * under way, from the newest attempt of a task of the present stage, once. Any other task is told
 * to leave.
 */
final class StepCoordinator {
  /** The receiver of the answer to one report, on whatever thread has it. */
  interface Receiver {
    void receive(ResidentTaskCommand command);
  }

  private static final long PARK_NANOS = 1_000_000_000L;

  private final LongSupplier clock;
  private final LongPredicate runs;
  private int term;
  private TaskSlot[] taskSlots = {};
  private ResidentTaskCommand command = ResidentTaskCommand.Signal.WAIT;
  private volatile int missing;
  private volatile StageEndDecision decision = StageEndDecision.CLOSE;
  private volatile Thread driver;

  /**
   * @param clock in nanoseconds
   * @param runs whether an attempt is one that Spark has started; others have no say
   */
  StepCoordinator(LongSupplier clock, LongPredicate runs) {
    this.clock = clock;
    this.runs = runs;
  }

  /** A new stage of this many tasks begins; returns its term. */
  synchronized int begin(int tasks) {
    taskSlots = new TaskSlot[tasks];
    for (int i = 0; i < tasks; i++) {
      taskSlots[i] = new TaskSlot();
    }
    command = ResidentTaskCommand.Signal.WAIT;
    missing = 0;
    decision = null;
    return ++term;
  }

  /** A task delivers and asks; the receiver gets the answer now or later. */
  void ask(TaskReport report, Receiver receiver) {
    ResidentTaskCommand answer = ResidentTaskCommand.Signal.LEAVE;
    Receiver superseded = null;
    boolean complete = false;
    synchronized (this) {
      if (decision == null && isFromATask(report)) {
        TaskSlot taskSlot = taskSlots[report.slot()];
        superseded = taskSlot.takeWaiting();
        boolean before = taskSlot.delivered;
        taskSlot.take(report, command.number());
        complete = taskSlot.delivered != before && --missing == 0;
        answer = taskSlot.delivered ? null : command;
        if (answer == null) {
          taskSlot.waiting = receiver;
          taskSlot.waitingSince = clock.getAsLong();
        }
      }
    }
    if (complete) {
      LockSupport.unpark(driver);
    }
    if (superseded != null) {
      superseded.receive(ResidentTaskCommand.Signal.LEAVE);
    }
    if (answer != null) {
      receiver.receive(answer);
    }
  }

  /** Of this stage, and the newest that has the slot. */
  private boolean isFromATask(TaskReport report) {
    if (report.term() != term || report.slot() < 0 || report.slot() >= taskSlots.length) {
      return false;
    }
    long newest = taskSlots[report.slot()].attempt;
    return report.attempt() == newest || report.attempt() > newest && runs.test(report.attempt());
  }

  /** A task in another process says that it is there, whatever it is at. */
  synchronized void pulse(TaskReport report) {
    if (isFromATask(report) && taskSlots[report.slot()].attempt == report.attempt()) {
      taskSlots[report.slot()].pulses = true;
      taskSlots[report.slot()].heard = clock.getAsLong();
    }
  }

  /**
   * Since when this attempt has given no pulse, in nanoseconds; 0 if it is not known to give any.
   */
  synchronized long silence(int slot, long attempt) {
    TaskSlot asked = taskSlots[slot];
    return asked.pulses && asked.attempt == attempt ? clock.getAsLong() - asked.heard : 0;
  }

  /**
   * Has all tasks do this, and waits for it.
   *
   * @param spinNanos how long to look for the end before going to sleep
   * @return the results by slot, valid until the next command; null if the stage ends, and {@link
   *     #decision} says why
   */
  List<TaskResult> run(ResidentTaskCommand next, long spinNanos) {
    driver = Thread.currentThread();
    for (Receiver receiver : publish(next)) {
      receiver.receive(next);
    }
    long end = spinNanos == 0 ? 0 : System.nanoTime() + spinNanos;
    while (end != 0 && missing > 0 && decision == null && System.nanoTime() < end) {
      Thread.onSpinWait();
    }
    while (missing > 0 && decision == null) {
      LockSupport.parkNanos(this, PARK_NANOS);
      if (Thread.currentThread().isInterrupted()) {
        throw new IllegalStateException("interrupted while computing gradients");
      }
    }
    return collect();
  }

  private synchronized List<Receiver> publish(ResidentTaskCommand next) {
    if (decision != null) {
      return List.of();
    }
    command = next;
    missing = taskSlots.length;
    for (TaskSlot taskSlot : taskSlots) {
      taskSlot.delivered = false;
      taskSlot.result = null;
    }
    return takeWaiting(taskSlot -> true);
  }

  /** What waits in these slots, and waits no longer. */
  private List<Receiver> takeWaiting(Predicate<TaskSlot> those) {
    List<Receiver> taken = new ArrayList<>(taskSlots.length);
    for (TaskSlot taskSlot : taskSlots) {
      if (taskSlot.waiting != null && those.test(taskSlot)) {
        taken.add(taskSlot.takeWaiting());
      }
    }
    return taken;
  }

  private synchronized List<TaskResult> collect() {
    return decision != null
        ? null
        : Arrays.stream(taskSlots).map(taskSlot -> taskSlot.result).toList();
  }

  /** How long the task that took longest computed what {@link #run} has returned. */
  synchronized long longestNanos() {
    return Arrays.stream(taskSlots).mapToLong(taskSlot -> taskSlot.nanos).max().orElse(0);
  }

  /** The stage of this term ends: all tasks are told to leave. The first decision on it stands. */
  void end(int endedTerm, StageEndDecision reached) {
    List<Receiver> waiting;
    synchronized (this) {
      if (decision != null || endedTerm != term) {
        return;
      }
      decision = reached;
      waiting = takeWaiting(taskSlot -> true);
    }
    LockSupport.unpark(driver);
    waiting.forEach(receiver -> receiver.receive(ResidentTaskCommand.Signal.LEAVE));
  }

  /** Why the stage ends; null while it goes on. */
  StageEndDecision decision() {
    return decision;
  }

  /** Tells those who have waited as long as this to ask again. */
  void answerOverdue(long nanos) {
    List<Receiver> overdue;
    synchronized (this) {
      long now = clock.getAsLong();
      overdue = takeWaiting(taskSlot -> now - taskSlot.waitingSince >= nanos);
    }
    overdue.forEach(receiver -> receiver.receive(ResidentTaskCommand.Signal.WAIT));
  }
}
