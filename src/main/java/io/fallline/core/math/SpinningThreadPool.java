package io.fallline.core.math;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.function.IntConsumer;

/**
 * A pool of threads that share a piece of work with the calling thread: piece i is always done by
 * the same thread, and what is done does not depend on how many there are.
 *
 * <p>A step of training hands out work several times, microseconds apart, so a thread that waits
 * looks again and again for a moment before it sleeps: to wake one up costs as much as a small
 * batch.
 */
public final class SpinningThreadPool implements AutoCloseable {
  /** Looks before sleeping: some 50 µs. */
  private static final int LOOKS = 2_000;

  private final Member[] members;
  private final boolean spinning;
  private final AtomicInteger busy = new AtomicInteger();
  private final AtomicReference<Throwable> failure = new AtomicReference<>();
  private volatile Thread caller;
  private volatile boolean callerSleeps;
  private IntConsumer work;
  private int pieces;

  /**
   * @param size threads, the calling one included
   */
  public SpinningThreadPool(int size) {
    if (size < 1) {
      throw new IllegalArgumentException("a pool of " + size + " threads");
    }
    // with fewer processors, threads that spin take them from those that work
    spinning = size <= Runtime.getRuntime().availableProcessors();
    members = new Member[size - 1];
    for (int i = 0; i < members.length; i++) {
      members[i] = new Member(i + 1);
      members[i].start();
    }
  }

  public int size() {
    return members.length + 1;
  }

  /**
   * Does the pieces 0 to {@code pieces − 1}, and returns when all are done. One caller at a time.
   *
   * @throws RuntimeException or Error that a piece has thrown; the other threads' pieces are done
   */
  public void run(int pieces, IntConsumer work) {
    int helpers = Math.min(members.length, pieces - 1);
    if (helpers <= 0) {
      for (int piece = 0; piece < pieces; piece++) {
        work.accept(piece);
      }
      return;
    }
    this.work = work;
    this.pieces = pieces;
    caller = Thread.currentThread();
    busy.set(helpers);
    for (int i = 0; i < helpers; i++) {
      members[i].call();
    }
    doPieces(0);
    awaitMembers();
    this.work = null;
    Throwable failed = failure.getAndSet(null);
    if (failed instanceof Error error) {
      throw error;
    }
    if (failed != null) {
      throw (RuntimeException) failed;
    }
  }

  private void doPieces(int first) {
    try {
      for (int piece = first; piece < pieces; piece += size()) {
        work.accept(piece);
      }
    } catch (RuntimeException | Error e) {
      failure.compareAndSet(null, e);
    }
  }

  /** Until the others are done, even if interrupted: they work on the caller's arrays. */
  private void awaitMembers() {
    for (int i = 0; i < LOOKS && spinning && busy.get() > 0; i++) {
      Thread.onSpinWait();
    }
    boolean interrupted = false;
    callerSleeps = true;
    while (busy.get() > 0) {
      LockSupport.park(this);
      interrupted |= Thread.interrupted();
    }
    callerSleeps = false;
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private void memberDone() {
    if (busy.decrementAndGet() == 0 && callerSleeps) {
      LockSupport.unpark(caller);
    }
  }

  @Override
  public void close() {
    for (Member member : members) {
      member.dismiss();
    }
  }

  private final class Member extends Thread {
    private final int number;
    private volatile long calls;
    private volatile boolean sleeps;
    private volatile boolean dismissed;

    Member(int number) {
      super("fallline-" + number);
      this.number = number;
      setDaemon(true);
    }

    @SuppressWarnings("NonAtomicOperationOnVolatileField") // only the caller writes it
    void call() {
      calls++;
      wake();
    }

    void dismiss() {
      dismissed = true;
      wake();
    }

    private void wake() {
      if (sleeps) {
        LockSupport.unpark(this);
      }
    }

    @Override
    public void run() {
      long answered = 0;
      while (awaitCall(answered)) {
        answered++;
        doPieces(number);
        memberDone();
      }
    }

    /** Whether there is another call, rather than the end. */
    private boolean awaitCall(long answered) {
      for (int i = 0; i < LOOKS && spinning && calls == answered && !dismissed; i++) {
        Thread.onSpinWait();
      }
      sleeps = true;
      while (calls == answered && !dismissed) {
        LockSupport.park(SpinningThreadPool.this);
      }
      sleeps = false;
      return calls != answered;
    }
  }
}
