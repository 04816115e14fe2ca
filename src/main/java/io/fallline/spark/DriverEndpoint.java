package io.fallline.spark;

import org.apache.spark.rpc.RpcCallContext;
import org.apache.spark.rpc.RpcEnv;
import org.apache.spark.rpc.ThreadSafeRpcEndpoint;
import scala.PartialFunction;
import scala.runtime.AbstractPartialFunction;
import scala.runtime.BoxedUnit;

/**
 * The driver's end of {@link RpcDoor}. Spark's few dispatcher threads are shared with everyone:
 * here they only hand over, and the thread that trains reads and adds.
 */
final class DriverEndpoint implements ThreadSafeRpcEndpoint {
  private final RpcEnv rpcEnv;
  private final Exchange exchange;

  DriverEndpoint(RpcEnv rpcEnv, Exchange exchange) {
    this.rpcEnv = rpcEnv;
    this.exchange = exchange;
  }

  @Override
  public RpcEnv rpcEnv() {
    return rpcEnv;
  }

  @Override
  public PartialFunction<Object, BoxedUnit> receive() {
    return new Messages() {
      @Override
      void take(byte[] message) {
        exchange.pulse(SumWire.ask(message));
      }
    };
  }

  @Override
  public PartialFunction<Object, BoxedUnit> receiveAndReply(RpcCallContext context) {
    return new Messages() {
      @Override
      void take(byte[] message) {
        exchange.ask(
            SumWire.ask(message),
            SumWire.hasSums(message) ? new Sums.Wired(message) : null,
            command -> context.reply(command.wired()));
      }
    };
  }

  private abstract static class Messages extends AbstractPartialFunction<Object, BoxedUnit> {
    abstract void take(byte[] message);

    @Override
    public boolean isDefinedAt(Object message) {
      return message instanceof byte[];
    }

    @Override
    public BoxedUnit apply(Object message) {
      take((byte[]) message);
      return BoxedUnit.UNIT;
    }
  }
}
