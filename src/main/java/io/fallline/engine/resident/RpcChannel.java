package io.fallline.engine.resident;

import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.apache.spark.SparkEnv;
import org.apache.spark.rpc.RpcEndpointRef;
import org.apache.spark.util.RpcUtils;
import org.apache.spark.util.ThreadUtils;
import scala.reflect.ClassTag;
import scala.reflect.ClassTag$;

/**
 * The channel to a driver in another process, over Spark's RPC. While it is open it also says at
 * intervals that this process is alive: a step may take longer than any time limit, a pulse does
 * not.
 */
final class RpcChannel extends DriverChannel {
  private static final ClassTag<byte[]> BYTES = ClassTag$.MODULE$.apply(byte[].class);

  private final RpcEndpointRef driver;
  private final ScheduledExecutorService pulse;
  private final ResidentCodec codec = new ResidentCodec();

  /**
   * @param endpoint its name at the driver
   * @param alone a request of the task that delivers nothing
   * @param pulseMillis time from one pulse to the next
   * @param check throws if the task is to end
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
  ResidentTaskCommand answer(TaskReport request) {
    return codec.command(driver.askSync(codec.bytes(request), BYTES));
  }

  @Override
  public void close() {
    pulse.shutdownNow();
  }
}
