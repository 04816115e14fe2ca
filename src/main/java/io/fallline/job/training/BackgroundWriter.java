package io.fallline.job.training;

import io.fallline.core.failure.Failure;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Consumer;
import java.util.function.ToLongFunction;

/**
 * Writes one thing after the other on a thread of its own, so that nobody waits for a disk. Where
 * writing does not keep up, the oldest of what waits is left out; the newest never is.
 */
final class BackgroundWriter<T> implements AutoCloseable {
  private static final long PATIENCE_MILLIS = 600_000;

  private final Consumer<T> write;
  private final ToLongFunction<T> bytes;
  private final int mostWaiting;
  private final long mostBytes;
  private final Deque<T> waiting = new ArrayDeque<>();
  private final Thread thread;
  private long waitingBytes;
  private boolean writing;
  private boolean closed;
  private Throwable failed;

  /**
   * @param bytes that each takes in memory
   * @param mostWaiting how many may wait
   * @param mostBytes how many bytes may wait, where more than one thing does
   */
  BackgroundWriter(Consumer<T> write, ToLongFunction<T> bytes, int mostWaiting, long mostBytes) {
    this.write = write;
    this.bytes = bytes;
    this.mostWaiting = mostWaiting;
    this.mostBytes = mostBytes;
    this.thread = new Thread(this::run, "fallline-checkpoints");
    thread.setDaemon(true);
    thread.start();
  }

  /** Has this written some time; never waits. */
  synchronized void offer(T next) {
    waiting.addLast(next);
    waitingBytes += bytes.applyAsLong(next);
    while (waiting.size() > 1 && (waiting.size() > mostWaiting || waitingBytes > mostBytes)) {
      waitingBytes -= bytes.applyAsLong(waiting.removeFirst());
    }
    notifyAll();
  }

  /** What the last write has thrown, once; null if it went well. */
  synchronized Throwable takeFailure() {
    Throwable taken = failed;
    failed = null;
    return taken;
  }

  /**
   * Waits until all that was offered has been written, or could not be.
   *
   * @throws Failure (files) if a write does not end
   */
  synchronized void await() {
    long end = System.nanoTime() + PATIENCE_MILLIS * 1_000_000;
    try {
      while (writing || !waiting.isEmpty()) {
        long left = (end - System.nanoTime()) / 1_000_000;
        if (left <= 0) {
          throw new Failure(
              Failure.Kind.FILES,
              "a checkpoint could not be written within " + PATIENCE_MILLIS / 1000 + " s");
        }
        wait(left);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while a checkpoint was written", e);
    }
  }

  private void run() {
    T next = take();
    while (next != null) {
      Throwable thrown = null;
      try {
        write.accept(next);
      } catch (Throwable e) { // for the thread that trains; here nobody would see it
        thrown = e;
      }
      wrote(thrown);
      next = take();
    }
  }

  private synchronized T take() {
    try {
      while (waiting.isEmpty() && !closed) {
        wait();
      }
    } catch (InterruptedException e) {
      return null;
    }
    if (waiting.isEmpty()) {
      return null;
    }
    writing = true;
    T next = waiting.removeFirst();
    waitingBytes -= bytes.applyAsLong(next);
    return next;
  }

  private synchronized void wrote(Throwable thrown) {
    writing = false;
    failed = thrown;
    notifyAll();
  }

  /** Writes what waits, then ends. */
  @Override
  public void close() {
    try {
      await();
    } finally {
      synchronized (this) {
        closed = true;
        notifyAll();
      }
    }
  }
}
