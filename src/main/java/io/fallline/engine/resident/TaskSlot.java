package io.fallline.engine.resident;

/** The state of one task of a stage, as a {@link StepCoordinator} knows it under its lock. */
final class TaskSlot {
  /** The newest that has joined. */
  long attempt = -1;

  /** Whether the result of the current command has come; true before the first command. */
  boolean delivered = true;

  TaskResult result;

  /** How long the result took to compute. */
  long nanos;

  /** What waits for the next command; null: nothing does. */
  StepCoordinator.Receiver waiting;

  long waitingSince;

  /** Whether the attempt gives signs of life, and when it gave the last one. */
  boolean pulses;

  long heard;

  /** Takes a report of the slot's task, and what it delivers. */
  void take(TaskReport report, long command) {
    if (attempt != report.attempt()) {
      attempt = report.attempt();
      pulses = false;
    }
    if (report.result() != null && report.done() == command && !delivered) {
      delivered = true;
      result = report.result();
      nanos = report.nanos();
    }
  }

  StepCoordinator.Receiver takeWaiting() {
    StepCoordinator.Receiver taken = waiting;
    waiting = null;
    return taken;
  }
}
