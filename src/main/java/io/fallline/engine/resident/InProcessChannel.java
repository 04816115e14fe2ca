package io.fallline.engine.resident;

import java.util.concurrent.locks.LockSupport;

/**
 * The channel to a driver in the same process: threads hand over commands and results by reference.
 */
final class InProcessChannel extends DriverChannel implements StepCoordinator.Receiver {
  private static final long PARK_NANOS = 100_000_000L;

  private final StepCoordinator coordinator;
  private final long spinNanos;
  private final Runnable check;
  private final Thread task = Thread.currentThread();
  private volatile ResidentTaskCommand answer;

  /**
   * @param alone a request of the task that delivers nothing
   * @param spinNanos how long to look for a command before going to sleep
   * @param check throws if the task is to end
   */
  InProcessChannel(StepCoordinator coordinator, TaskReport alone, long spinNanos, Runnable check) {
    super(alone, check);
    this.coordinator = coordinator;
    this.spinNanos = spinNanos;
    this.check = check;
  }

  @Override
  public void receive(ResidentTaskCommand command) {
    answer = command;
    LockSupport.unpark(task);
  }

  @Override
  ResidentTaskCommand answer(TaskReport request) {
    answer = null;
    coordinator.ask(request, this);
    return await();
  }

  private ResidentTaskCommand await() {
    if (spinNanos > 0) {
      long end = System.nanoTime() + spinNanos;
      while (answer == null && System.nanoTime() < end) {
        Thread.onSpinWait();
      }
    }
    ResidentTaskCommand received = answer;
    while (received == null) {
      LockSupport.parkNanos(this, PARK_NANOS);
      check.run();
      received = answer;
    }
    return received;
  }

  @Override
  public void close() {}
}
