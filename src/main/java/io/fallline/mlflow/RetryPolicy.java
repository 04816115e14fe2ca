package io.fallline.mlflow;

/**
 * The timeouts and pauses of a run's requests.
 *
 * @param answerMillis for an answer of the server
 * @param firstPauseMillis before it is asked again; twice as long each time
 * @param longestPauseMillis the longest of these pauses
 * @param gatherMillis for metrics to come together
 * @param endMillis at the end of a run, besides the time that its files take
 * @param killedMillis at the end of a run that was killed
 * @param mostWaiting metrics that may wait for the server
 */
record RetryPolicy(
    long answerMillis,
    long firstPauseMillis,
    long longestPauseMillis,
    long gatherMillis,
    long endMillis,
    long killedMillis,
    int mostWaiting) {

  static final RetryPolicy DEFAULT =
      new RetryPolicy(10_000, 1_000, 30_000, 2_000, 30_000, 5_000, 50_000);
}
