package io.fallline.spark;

import org.apache.spark.rpc.RpcCallContext;
import org.apache.spark.rpc.RpcEnv;
import org.apache.spark.rpc.ThreadSafeRpcEndpoint;
import scala.PartialFunction;
import scala.runtime.AbstractPartialFunction;
import scala.runtime.BoxedUnit;

/**
 * The driver's end of {@link RpcChannel}. Spark's few dispatcher threads are shared with everyone:
 * here they only hand over, and the thread that trains reads and adds.
 */
final class DriverEndpoint implements ThreadSafeRpcEndpoint {
  private final RpcEnv rpcEnv;
  private final StepCoordinator coordinator;

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
    return new Messages() {
      @Override
      void take(Object message) {
        coordinator.pulse(ResultCodec.ask(bytes(message)));
      }

      @Override
      void refuse(MalformedMessageException bad) {} // it has no sender who could be told
    };
  }

  @Override
  public PartialFunction<Object, BoxedUnit> receiveAndReply(RpcCallContext context) {
    return new Messages() {
      @Override
      void take(Object message) {
        byte[] bytes = bytes(message);
        coordinator.ask(
            ResultCodec.ask(bytes),
            ResultCodec.sums(bytes),
            command -> context.reply(command.wired()));
      }

      @Override
      void refuse(MalformedMessageException bad) {
        // an executor's RPC layer does not know our classes, and dies of them
        context.sendFailure(new IllegalArgumentException(bad.getMessage()));
      }
    };
  }

  /**
   * Anything at all: all who pass Spark's authentication, or all where there is none, can send to
   * an endpoint. What is no message of a task changes nothing.
   */
  private abstract static class Messages extends AbstractPartialFunction<Object, BoxedUnit> {
    abstract void take(Object message);

    abstract void refuse(MalformedMessageException bad);

    static byte[] bytes(Object message) {
      if (message instanceof byte[] bytes) {
        return bytes;
      }
      throw new MalformedMessageException("a message that is no bytes");
    }

    @Override
    public boolean isDefinedAt(Object message) {
      return true;
    }

    @Override
    public BoxedUnit apply(Object message) {
      try {
        take(message);
      } catch (MalformedMessageException bad) {
        refuse(bad);
      }
      return BoxedUnit.UNIT;
    }
  }
}
