package io.fallline.mlflow;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * A bounded queue of metrics to send. Where the server does not keep up, the oldest are left out:
 * memory is bounded, and the newest say how training goes.
 */
final class MetricQueue {
  /**
   * A value of a metric.
   *
   * @param timestamp in milliseconds since 1970
   */
  record Metric(String key, double value, long step, long timestamp) {
    /** The finite ones of these values: JSON has no others. */
    static List<Metric> of(long step, Map<String, Double> values, long timestamp) {
      return values.entrySet().stream()
          .filter(value -> Double.isFinite(value.getValue()))
          .map(value -> new Metric(value.getKey(), value.getValue(), step, timestamp))
          .toList();
    }
  }

  private final int mostWaiting;
  private final int mostAtOnce;
  private final long gatherMillis;
  private final Deque<Metric> waiting = new ArrayDeque<>();
  private long leftOut;
  private boolean ended;

  /**
   * @param mostWaiting how many may wait
   * @param mostAtOnce how many are taken at once
   * @param gatherMillis how long fewer of them are held back for others to come
   */
  MetricQueue(int mostWaiting, int mostAtOnce, long gatherMillis) {
    this.mostWaiting = mostWaiting;
    this.mostAtOnce = mostAtOnce;
    this.gatherMillis = gatherMillis;
  }

  /** Never waits. */
  synchronized void add(Metric metric) {
    waiting.addLast(metric);
    if (waiting.size() > mostWaiting) {
      waiting.removeFirst();
      leftOut++;
    }
    if (waiting.size() == 1 || waiting.size() == mostAtOnce) {
      notifyAll();
    }
  }

  /** Waits for the next; none, once all have been taken and no more will come. */
  synchronized List<Metric> next() throws InterruptedException {
    while (waiting.isEmpty() && !ended) {
      wait();
    }
    long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(gatherMillis);
    long left = gatherMillis;
    while (waiting.size() < mostAtOnce && !ended && left > 0) {
      wait(left);
      left = TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime());
    }
    List<Metric> batch = new ArrayList<>();
    while (!waiting.isEmpty() && batch.size() < mostAtOnce) {
      batch.add(waiting.removeFirst());
    }
    return batch;
  }

  /** No more will come. */
  synchronized void end() {
    ended = true;
    notifyAll();
  }

  /** Waits so long, or until no more will come, and says whether that is so. */
  synchronized boolean awaitEnd(long millis) throws InterruptedException {
    long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis);
    long left = millis;
    while (!ended && left > 0) {
      wait(left);
      left = TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime());
    }
    return ended;
  }

  synchronized long leftOut() {
    return leftOut;
  }
}
