package io.fallline.spark;

/**
 * A resident task asks the driver what to do.
 *
 * @param term which stage of the source it belongs to, from 1
 * @param slot which of the stage's tasks it is
 * @param attempt Spark's number of this attempt, higher than that of earlier ones
 * @param done the number of the command whose sums come with the ask; 0: none come
 */
record Ask(int term, int slot, long attempt, long done) {
  Ask without() {
    return new Ask(term, slot, attempt, 0);
  }

  Ask with(long number) {
    return new Ask(term, slot, attempt, number);
  }
}
