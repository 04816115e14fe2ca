package io.fallline.job.training;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

class BackgroundWriterTest {
  private final List<Integer> written = new ArrayList<>();
  private final CountDownLatch begun = new CountDownLatch(1);
  private final CountDownLatch goOn = new CountDownLatch(1);

  @Test
  void anOfferDoesNotWaitForTheDisk() {
    try (BackgroundWriter<Integer> writer = slow(3, Long.MAX_VALUE)) {
      writer.offer(1); // this call would not return if it wrote: the write waits for the next line
      goOn.countDown();
      writer.await();
      assertEquals(List.of(1), written);
    }
  }

  @Test
  void whereWritingDoesNotKeepUpTheNewestAreWritten() throws Exception {
    try (BackgroundWriter<Integer> writer = slow(2, Long.MAX_VALUE)) {
      writer.offer(1);
      begun.await();
      for (int i = 2; i <= 6; i++) {
        writer.offer(i);
      }
      goOn.countDown();
      writer.await();
      assertEquals(List.of(1, 5, 6), written);
    }
  }

  @Test
  void largeThingsDoNotPileUpInMemory() throws Exception {
    try (BackgroundWriter<Integer> writer = slow(100, 10)) {
      writer.offer(1);
      begun.await();
      for (int bytes : new int[] {4, 5, 4, 50}) {
        writer.offer(bytes);
      }
      goOn.countDown();
      writer.await();
      assertEquals(List.of(1, 50), written);
    }
  }

  @Test
  void aFailureIsToldOnceAndWritingGoesOn() {
    RuntimeException full = new IllegalStateException("full");
    List<Integer> tried = new ArrayList<>();
    BackgroundWriter<Integer> writer =
        new BackgroundWriter<>(
            next -> {
              tried.add(next);
              if (next == 1) {
                throw full;
              }
            },
            next -> 1,
            9,
            Long.MAX_VALUE);
    writer.offer(1);
    writer.await();
    assertSame(full, writer.takeFailure());
    assertNull(writer.takeFailure());
    writer.offer(2);
    writer.close();
    assertEquals(List.of(1, 2), tried);
  }

  private BackgroundWriter<Integer> slow(int mostWaiting, long mostBytes) {
    return new BackgroundWriter<>(
        next -> {
          begun.countDown();
          try {
            goOn.await();
          } catch (InterruptedException e) {
            throw new IllegalStateException(e);
          }
          written.add(next);
        },
        next -> next,
        mostWaiting,
        mostBytes);
  }
}
