package io.fallline.spark;

/**
 * A resident task asks the driver what to do.
 *
 * @param term which stage of the gradient computer it belongs to, from 1
 * @param slot which of the stage's tasks it is
 * @param attempt Spark's number of this attempt, higher than that of earlier ones
 * @param done the number of the command whose sums come with the ask; 0: none come
 * @param nanos how long they took to compute
 */
record TaskRequest(int term, int slot, long attempt, long done, long nanos) {
  TaskRequest(int term, int slot, long attempt, long done) {
    this(term, slot, attempt, done, 0);
  }

  TaskRequest without() {
    return new TaskRequest(term, slot, attempt, 0);
  }

  TaskRequest with(long number, long took) {
    return new TaskRequest(term, slot, attempt, number, took);
  }
}
