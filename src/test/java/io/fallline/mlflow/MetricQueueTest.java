package io.fallline.mlflow;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class MetricQueueTest {
  private static final long FOR_EVER = 600_000;

  @Test
  void aFullBatchDoesNotWait() throws Exception {
    MetricQueue queue = new MetricQueue(100, 3, FOR_EVER);
    add(queue, 1, 4);
    assertEquals(List.of(1L, 2L, 3L), steps(queue.next()));
  }

  @Test
  void theRestIsTakenAtTheEndAndThenNothing() throws Exception {
    MetricQueue queue = new MetricQueue(100, 3, FOR_EVER);
    add(queue, 1, 2);
    queue.end();
    assertEquals(List.of(1L, 2L), steps(queue.next()));
    assertEquals(List.of(), queue.next());
  }

  @Test
  void aFewAreTakenWhenTheyHaveWaitedLongEnough() throws Exception {
    MetricQueue queue = new MetricQueue(100, 3, 1);
    add(queue, 1, 2);
    assertEquals(List.of(1L, 2L), steps(queue.next()));
  }

  @Test
  void ofMoreThanMayWaitTheOldestAreLeftOut() throws Exception {
    MetricQueue queue = new MetricQueue(5, 3, FOR_EVER);
    add(queue, 1, 9);
    assertEquals(4, queue.leftOut());
    assertEquals(List.of(5L, 6L, 7L), steps(queue.next()));
  }

  @Test
  void whoWaitsIsWokenByTheMetricThatFillsABatch() throws Exception {
    MetricQueue queue = new MetricQueue(100, 2, FOR_EVER);
    CompletableFuture<List<MetricQueue.Metric>> taken =
        CompletableFuture.supplyAsync(
            () -> {
              try {
                return queue.next();
              } catch (InterruptedException e) {
                throw new AssertionError(e);
              }
            });
    add(queue, 1, 2);
    assertEquals(List.of(1L, 2L), steps(taken.get()));
  }

  private static void add(MetricQueue queue, long from, long to) {
    LongStream.rangeClosed(from, to)
        .forEach(step -> queue.add(new MetricQueue.Metric("loss", 1, step, 0)));
  }

  private static List<Long> steps(List<MetricQueue.Metric> metrics) {
    return metrics.stream().map(MetricQueue.Metric::step).toList();
  }
}
