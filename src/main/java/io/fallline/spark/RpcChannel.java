package io.fallline.spark;

import io.fallline.core.math.TreeReduction;
import io.fallline.core.metric.Evaluation;
import io.fallline.core.model.CurvatureAggregate;
import io.fallline.core.model.GradientAggregate;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.apache.spark.SparkEnv;
import org.apache.spark.rpc.RpcEndpointRef;
import org.apache.spark.util.RpcUtils;
import scala.reflect.ClassTag;
import scala.reflect.ClassTag$;

/**
 * To a driver in another process, over Spark's RPC. While it is open it also says at intervals that
 * this process is alive: a step may take longer than any time limit, a pulse does not.
 */
final class RpcChannel implements DriverChannel {
  private static final ClassTag<byte[]> BYTES = ClassTag$.MODULE$.apply(byte[].class);

  private final RpcEndpointRef driver;
  private final TaskRequest ask;
  private final Runnable check;
  private final ScheduledExecutorService pulse;
  private final ResultCodec sums = new ResultCodec();
  private final ResidentTaskCommandCodec commands = new ResidentTaskCommandCodec();

  /**
   * @param endpoint its name at the driver
   * @param ask who asks
   * @param pulseMillis time from one pulse to the next
   * @param check throws if the task is to end
   */
  RpcChannel(String endpoint, TaskRequest ask, long pulseMillis, Runnable check) {
    SparkEnv env = SparkEnv.get();
    this.driver = RpcUtils.makeDriverRef(endpoint, env.conf(), env.rpcEnv());
    this.ask = ask;
    this.check = check;
    this.pulse = Executors.newSingleThreadScheduledExecutor(RpcChannel::daemon);
    byte[] alive = ResultCodec.bytes(ask.without());
    pulse.scheduleAtFixedRate(
        () -> driver.send(alive), pulseMillis, pulseMillis, TimeUnit.MILLISECONDS);
  }

  private static Thread daemon(Runnable runnable) {
    Thread thread = new Thread(runnable, "fallline-resident-pulse");
    thread.setDaemon(true);
    return thread;
  }

  @Override
  public ResidentTaskCommand join() {
    return ask(ResultCodec.bytes(ask.without()));
  }

  @Override
  public ResidentTaskCommand gradients(
      long done, long nanos, List<TreeReduction.Node<GradientAggregate>> nodes) {
    return ask(sums.bytes(ask.with(done, nanos), nodes));
  }

  @Override
  public ResidentTaskCommand evaluations(long done, List<TreeReduction.Node<Evaluation>> nodes) {
    return ask(ResultCodec.bytes(ask.with(done, 0), EvaluationCodec.bytes(nodes)));
  }

  @Override
  public ResidentTaskCommand curvatures(
      long done, List<TreeReduction.Node<CurvatureAggregate>> nodes) {
    return ask(ResultCodec.curvatures(ask.with(done, 0), nodes));
  }

  private ResidentTaskCommand ask(byte[] message) {
    ResidentTaskCommand next = commands.read(driver.askSync(message, BYTES));
    while (next.kind() == ResidentTaskCommand.Kind.WAIT) {
      check.run();
      next = commands.read(driver.askSync(ResultCodec.bytes(ask.without()), BYTES));
    }
    return next;
  }

  @Override
  public void close() {
    pulse.shutdownNow();
  }
}
