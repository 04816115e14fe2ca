package io.fallline.engine.resident;

/** A resident task's way to the driver. */
abstract class DriverChannel implements AutoCloseable {
  private final TaskReport alone;
  private final Runnable check;

  /**
   * @param alone a request of the task that delivers nothing
   * @param check throws if the task is to end
   */
  DriverChannel(TaskReport alone, Runnable check) {
    this.alone = alone;
    this.check = check;
  }

  /** Says that the task is there, and waits for its first command. */
  final ResidentTaskCommand join() {
    return ask(alone);
  }

  /**
   * Delivers a result, and waits for the next command.
   *
   * @param done the number of the command that asked for the result
   * @param nanos how long it took to compute
   */
  final ResidentTaskCommand deliver(long done, long nanos, TaskResult result) {
    return ask(alone.with(done, nanos, result));
  }

  private ResidentTaskCommand ask(TaskReport request) {
    ResidentTaskCommand next = answer(request);
    while (next == ResidentTaskCommand.Signal.WAIT) {
      check.run();
      next = answer(alone);
    }
    return next;
  }

  /** The driver's answer to one request. */
  abstract ResidentTaskCommand answer(TaskReport request);

  @Override
  public abstract void close();
}
