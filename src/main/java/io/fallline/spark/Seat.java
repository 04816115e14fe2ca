package io.fallline.spark;

/** What an {@link Exchange} knows of one task of the stage; under its lock. */
final class Seat {
  /** The newest that has joined. */
  long attempt = -1;

  /** For the command under way, or before the first one: for none. */
  boolean delivered = true;

  Sums sums;

  /** How long the sums took to compute. */
  long nanos;

  /** What waits for the next command; null: nothing does. */
  Exchange.Receiver waiting;

  long waitingSince;

  /** Whether the attempt gives signs of life, and when it gave the last one. */
  boolean pulses;

  long heard;

  Exchange.Receiver takeWaiting() {
    Exchange.Receiver taken = waiting;
    waiting = null;
    return taken;
  }
}
