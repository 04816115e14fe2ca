package io.fallline.engine.resident;

import io.fallline.engine.resident.DriverChannel.RpcChannel;
import io.fallline.engine.resident.MessageBuffer.MalformedMessageException;
import java.util.function.Consumer;
import org.apache.spark.rpc.RpcCallContext;
import org.apache.spark.rpc.RpcEnv;
import org.apache.spark.rpc.ThreadSafeRpcEndpoint;
import scala.PartialFunction;
import scala.runtime.AbstractPartialFunction;
import scala.runtime.BoxedUnit;

/**
 * The driver's end of an {@link RpcChannel}. Spark's few dispatcher threads are shared with
 * everyone: here they only hand over, and the thread that trains reads and adds.
 */
final class DriverEndpoint implements ThreadSafeRpcEndpoint {
  private final RpcEnv rpcEnv;
  private final StepCoordinator coordinator;
  private ResidentTaskCommand encoded;
  private byte[] encodedBytes;

  DriverEndpoint(RpcEnv rpcEnv, StepCoordinator coordinator) {
    this.rpcEnv = rpcEnv;
    this.coordinator = coordinator;
  }

  @Override
  public RpcEnv rpcEnv() {
    return rpcEnv;
  }

  @Override
  public PartialFunction<Object, BoxedUnit> receive() {
    return new Messages(coordinator::pulse, refused -> {}); // it has no sender who could be told
  }

  @Override
  public PartialFunction<Object, BoxedUnit> receiveAndReply(RpcCallContext context) {
    return new Messages(
        report -> coordinator.ask(report, command -> context.reply(bytesForAll(command))),
        // an executor's RPC layer does not know our classes, and dies of them
        refused -> context.sendFailure(new IllegalArgumentException(refused.getMessage())));
  }

  /** Made once, for all tasks. */
  private synchronized byte[] bytesForAll(ResidentTaskCommand command) {
    if (command != encoded) {
      encodedBytes = ResidentCodec.bytes(command);
      encoded = command;
    }
    return encodedBytes;
  }

  /**
   * Anything at all: all who pass Spark's authentication, or all where there is none, can send to
   * an endpoint. What is no message of a task changes nothing.
   */
  private static final class Messages extends AbstractPartialFunction<Object, BoxedUnit> {
    private final Consumer<TaskReport> taken;
    private final Consumer<MalformedMessageException> refused;

    Messages(Consumer<TaskReport> taken, Consumer<MalformedMessageException> refused) {
      this.taken = taken;
      this.refused = refused;
    }

    @Override
    public boolean isDefinedAt(Object message) {
      return true;
    }

    @Override
    public BoxedUnit apply(Object message) {
      try {
        taken.accept(report(message));
      } catch (MalformedMessageException bad) {
        refused.accept(bad);
      }
      return BoxedUnit.UNIT;
    }

    private static TaskReport report(Object message) {
      if (message instanceof byte[] bytes) {
        return ResidentCodec.report(bytes);
      }
      throw new MalformedMessageException("a message that is no bytes");
    }
  }
}
