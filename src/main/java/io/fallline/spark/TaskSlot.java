package io.fallline.spark;

/** What a {@link StepCoordinator} knows of one task of the stage; under its lock. */
final class TaskSlot {
  /** The newest that has joined. */
  long attempt = -1;

  /** For the command under way, or before the first one: for none. */
  boolean delivered = true;

  TaskResult sums;

  /** How long the sums took to compute. */
  long nanos;

  /** What waits for the next command; null: nothing does. */
  StepCoordinator.Receiver waiting;

  long waitingSince;

  /** Whether the attempt gives signs of life, and when it gave the last one. */
  boolean pulses;

  long heard;

  StepCoordinator.Receiver takeWaiting() {
    StepCoordinator.Receiver taken = waiting;
    waiting = null;
    return taken;
  }
}
