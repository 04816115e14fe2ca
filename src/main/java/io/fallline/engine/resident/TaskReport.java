package io.fallline.engine.resident;

/**
 * A message from a resident task to the driver: it delivers what it has computed, if anything, and
 * asks for the next {@link ResidentTaskCommand}.
 *
 * @param term which stage of the gradient computer the task belongs to, from 1
 * @param slot which of the stage's tasks it is
 * @param attempt Spark's number of this attempt, higher than that of earlier ones
 * @param done the number of the command whose result comes with the report; 0: none comes
 * @param nanos how long the result took to compute
 * @param result null where none comes
 */
record TaskReport(int term, int slot, long attempt, long done, long nanos, TaskResult result) {
  TaskReport(int term, int slot, long attempt) {
    this(term, slot, attempt, 0, 0, null);
  }

  TaskReport with(long number, long took, TaskResult delivered) {
    return new TaskReport(term, slot, attempt, number, took, delivered);
  }
}
