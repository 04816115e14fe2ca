package io.fallline.spark;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongPredicate;
import java.util.function.LongSupplier;

/**
 * Where the driver and its resident tasks meet: the driver publishes a command, every task delivers
 * its sums and gets the next command in return. Knows neither Spark nor how an answer travels.
 *
 * <p>Nothing is counted twice, whatever is lost, late or repeated: sums count for the command under
 * way, from the newest attempt of a task of the present stage, once. Who is none of that is told to
 * leave.
 */
final class StepCoordinator {
  /** Takes the answer to one ask, on whatever thread has it. */
  interface Receiver {
    void receive(ResidentTaskCommand command);
  }

  private static final long PARK_NANOS = 1_000_000_000L;

  private final LongSupplier clock;
  private final LongPredicate runs;
  private int term;
  private TaskSlot[] taskSlots = {};
  private ResidentTaskCommand command = ResidentTaskCommand.WAIT;
  private volatile int missing;
  private volatile FallbackDecision decision = FallbackDecision.CLOSE;
  private volatile Thread driver;

  /**
   * @param clock in nanoseconds
   * @param runs whether an attempt is one that Spark has started; others have no say
   */
  StepCoordinator(LongSupplier clock, LongPredicate runs) {
    this.clock = clock;
    this.runs = runs;
  }

  /**
   * A new stage of this many tasks begins.
   *
   * @return its term
   */
  synchronized int begin(int tasks) {
    taskSlots = new TaskSlot[tasks];
    for (int i = 0; i < tasks; i++) {
      taskSlots[i] = new TaskSlot();
    }
    command = ResidentTaskCommand.WAIT;
    missing = 0;
    decision = null;
    return ++term;
  }

  /** A task asks; the receiver gets the answer now or later. */
  void ask(TaskRequest ask, TaskResult sums, Receiver receiver) {
    ResidentTaskCommand answer;
    Receiver superseded;
    boolean complete = false;
    synchronized (this) {
      if (decision != null || !isFromATask(ask)) {
        superseded = null;
        answer = ResidentTaskCommand.LEAVE;
      } else {
        TaskSlot taskSlot = taskSlots[ask.slot()];
        superseded = taskSlot.takeWaiting();
        if (taskSlot.attempt != ask.attempt()) {
          taskSlot.attempt = ask.attempt();
          taskSlot.pulses = false;
        }
        if (sums != null && ask.done() == command.number() && !taskSlot.delivered) {
          taskSlot.delivered = true;
          taskSlot.sums = sums;
          taskSlot.nanos = ask.nanos();
          complete = --missing == 0;
        }
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
      superseded.receive(ResidentTaskCommand.LEAVE);
    }
    if (answer != null) {
      receiver.receive(answer);
    }
  }

  /** Of this stage, and the newest that has the slot. */
  private boolean isFromATask(TaskRequest ask) {
    if (ask.term() != term || ask.slot() < 0 || ask.slot() >= taskSlots.length) {
      return false;
    }
    long newest = taskSlots[ask.slot()].attempt;
    return ask.attempt() == newest || ask.attempt() > newest && runs.test(ask.attempt());
  }

  /** A task in another process says that it is there, whatever it is at. */
  synchronized void pulse(TaskRequest ask) {
    if (isFromATask(ask) && taskSlots[ask.slot()].attempt == ask.attempt()) {
      taskSlots[ask.slot()].pulses = true;
      taskSlots[ask.slot()].heard = clock.getAsLong();
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
   * @return the sums by slot, valid until the next command; null if the stage ends, and {@link
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
    List<Receiver> waiting = new ArrayList<>(taskSlots.length);
    if (decision != null) {
      return waiting;
    }
    command = next;
    missing = taskSlots.length;
    for (TaskSlot taskSlot : taskSlots) {
      taskSlot.delivered = false;
      taskSlot.sums = null;
      if (taskSlot.waiting != null) {
        waiting.add(taskSlot.takeWaiting());
      }
    }
    return waiting;
  }

  private synchronized List<TaskResult> collect() {
    if (decision != null) {
      return null;
    }
    List<TaskResult> sums = new ArrayList<>(taskSlots.length);
    for (TaskSlot taskSlot : taskSlots) {
      sums.add(taskSlot.sums);
    }
    return sums;
  }

  /** How long the task that took longest computed what {@link #run} has returned. */
  synchronized long longestNanos() {
    long longest = 0;
    for (TaskSlot taskSlot : taskSlots) {
      longest = Math.max(longest, taskSlot.nanos);
    }
    return longest;
  }

  /** The stage of this term ends: all tasks are told to leave. The first decision on it stands. */
  void end(int endedTerm, FallbackDecision reached) {
    List<Receiver> waiting = new ArrayList<>();
    synchronized (this) {
      if (decision != null || endedTerm != term) {
        return;
      }
      decision = reached;
      for (TaskSlot taskSlot : taskSlots) {
        if (taskSlot.waiting != null) {
          waiting.add(taskSlot.takeWaiting());
        }
      }
    }
    LockSupport.unpark(driver);
    waiting.forEach(receiver -> receiver.receive(ResidentTaskCommand.LEAVE));
  }

  /** Why the stage ends; null while it goes on. */
  FallbackDecision decision() {
    return decision;
  }

  /** Tells those who have waited as long as this to ask again. */
  void answerOverdue(long nanos) {
    List<Receiver> overdue = new ArrayList<>();
    synchronized (this) {
      long now = clock.getAsLong();
      for (TaskSlot taskSlot : taskSlots) {
        if (taskSlot.waiting != null && now - taskSlot.waitingSince >= nanos) {
          overdue.add(taskSlot.takeWaiting());
        }
      }
    }
    overdue.forEach(receiver -> receiver.receive(ResidentTaskCommand.WAIT));
  }
}
