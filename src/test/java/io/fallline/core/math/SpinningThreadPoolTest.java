package io.fallline.core.math;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SpinningThreadPoolTest {
  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 9})
  void everyPieceIsDoneOnceHoweverManyThereAre(int size) {
    try (SpinningThreadPool team = new SpinningThreadPool(size)) {
      assertEquals(size, team.size());
      for (int round = 0; round < 2000; round++) {
        int pieces = round % 12;
        AtomicIntegerArray done = new AtomicIntegerArray(12);
        team.run(pieces, done::incrementAndGet);
        for (int piece = 0; piece < 12; piece++) {
          assertEquals(piece < pieces ? 1 : 0, done.get(piece));
        }
      }
    }
  }

  @Test
  void aPieceAlwaysHasTheSameThread() {
    try (SpinningThreadPool team = new SpinningThreadPool(3)) {
      Thread[] first = new Thread[7];
      Thread[] second = new Thread[7];
      team.run(7, piece -> first[piece] = Thread.currentThread());
      team.run(7, piece -> second[piece] = Thread.currentThread());
      for (int piece = 0; piece < 7; piece++) {
        assertSame(first[piece], second[piece]);
        assertSame(first[piece % 3], first[piece]);
      }
      assertSame(Thread.currentThread(), first[0]);
    }
  }

  @Test
  void whatAPieceThrowsIsThrownAfterTheOthersAreDone() {
    try (SpinningThreadPool team = new SpinningThreadPool(2)) {
      for (int bad = 0; bad < 2; bad++) {
        int failing = bad;
        AtomicIntegerArray done = new AtomicIntegerArray(2);
        IllegalStateException thrown =
            assertThrows(
                IllegalStateException.class,
                () ->
                    team.run(
                        2,
                        piece -> {
                          if (piece == failing) {
                            throw new IllegalStateException("piece " + piece);
                          }
                          done.set(piece, 1);
                        }));
        assertEquals("piece " + failing, thrown.getMessage());
        assertEquals(1, done.get(1 - failing));
      }
      team.run(2, piece -> {});
    }
  }

  @Test
  void anInterruptedCallerWaitsForTheOthersAndStaysInterrupted() {
    try (SpinningThreadPool team = new SpinningThreadPool(2)) {
      CountDownLatch callerIsDone = new CountDownLatch(1);
      AtomicIntegerArray done = new AtomicIntegerArray(2);
      Thread.currentThread().interrupt();
      team.run(
          2,
          piece -> {
            if (piece == 0) {
              callerIsDone.countDown();
            } else {
              while (callerIsDone.getCount() > 0) {
                Thread.onSpinWait();
              }
            }
            done.set(piece, 1);
          });
      assertTrue(Thread.interrupted());
      assertEquals(1, done.get(1));
    }
  }

  @Test
  void sleepersAreWoken() {
    try (SpinningThreadPool team = new SpinningThreadPool(2)) {
      Thread[] member = new Thread[2];
      team.run(2, piece -> member[piece] = Thread.currentThread());
      while (member[1].getState() != Thread.State.WAITING) {
        Thread.onSpinWait();
      }
      Thread caller = Thread.currentThread();
      team.run(
          2,
          piece -> {
            while (piece == 1 && caller.getState() != Thread.State.WAITING) {
              LockSupport.parkNanos(1000);
            }
          });
    }
  }

  @Test
  void itsThreadsEndWithIt() throws InterruptedException {
    Thread[] member = new Thread[2];
    try (SpinningThreadPool team = new SpinningThreadPool(2)) {
      team.run(2, piece -> member[piece] = Thread.currentThread());
      assertTrue(member[1].isAlive());
    }
    member[1].join(10_000);
    assertFalse(member[1].isAlive());
  }
}
