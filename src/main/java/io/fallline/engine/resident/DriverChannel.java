package io.fallline.engine.resident;

import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.apache.spark.SparkEnv;
import org.apache.spark.rpc.RpcEndpointRef;
import org.apache.spark.util.RpcUtils;
import org.apache.spark.util.ThreadUtils;
import scala.reflect.ClassTag;
import scala.reflect.ClassTag$;

/** A resident task's way to the driver. */
abstract class DriverChannel implements AutoCloseable {
  private final TaskReport alone;
  final Runnable check;

  /**
   * @param alone a report of the task that delivers nothing
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

  private ResidentTaskCommand ask(TaskReport report) {
    ResidentTaskCommand next = answer(report);
    while (next == ResidentTaskCommand.Signal.WAIT) {
      check.run();
      next = answer(alone);
    }
    return next;
  }

  /** The driver's answer to one report. */
  abstract ResidentTaskCommand answer(TaskReport report);

  @Override
  public abstract void close();

  /**
   * The channel to a driver in the same process: threads hand over commands and results by
   * reference.
   */
  static final class InProcessChannel extends DriverChannel implements StepCoordinator.Receiver {
    private static final long PARK_NANOS = 100_000_000L;

    private final StepCoordinator coordinator;
    private final long spinNanos;
    private final Thread task = Thread.currentThread();
    private volatile ResidentTaskCommand answer;

    /**
     * @param spinNanos how long to look for a command before going to sleep
     */
    InProcessChannel(
        StepCoordinator coordinator, TaskReport alone, long spinNanos, Runnable check) {
      super(alone, check);
      this.coordinator = coordinator;
      this.spinNanos = spinNanos;
    }

    @Override
    public void receive(ResidentTaskCommand command) {
      answer = command;
      LockSupport.unpark(task);
    }

    @Override
    ResidentTaskCommand answer(TaskReport report) {
      answer = null;
      coordinator.ask(report, this);
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

  /**
   * The channel to a driver in another process, over Spark's RPC. While it is open it also says at
   * intervals that this process is alive: a step may take longer than any time limit, a pulse does
   * not.
   */
  static final class RpcChannel extends DriverChannel {
    private static final ClassTag<byte[]> BYTES = ClassTag$.MODULE$.apply(byte[].class);

    private final RpcEndpointRef driver;
    private final ScheduledExecutorService pulse;
    private final ResidentCodec codec = new ResidentCodec();

    /**
     * @param endpoint its name at the driver
     * @param pulseMillis time from one pulse to the next
     */
    RpcChannel(String endpoint, TaskReport alone, long pulseMillis, Runnable check) {
      super(alone, check);
      SparkEnv env = SparkEnv.get();
      this.driver = RpcUtils.makeDriverRef(endpoint, env.conf(), env.rpcEnv());
      this.pulse = ThreadUtils.newDaemonSingleThreadScheduledExecutor("fallline-resident-pulse");
      byte[] alive = new ResidentCodec().bytes(alone); // its own: threads share no codec
      pulse.scheduleAtFixedRate(
          () -> driver.send(alive), pulseMillis, pulseMillis, TimeUnit.MILLISECONDS);
    }

    @Override
    ResidentTaskCommand answer(TaskReport report) {
      return codec.command(driver.askSync(codec.bytes(report), BYTES));
    }

    @Override
    public void close() {
      pulse.shutdownNow();
    }
  }
}
