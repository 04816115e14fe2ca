package io.fallline.spark;

import io.fallline.core.training.Batch;
import io.fallline.core.training.DataSplit;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * Commands as bytes, little endian. Not Java objects: Spark's RPC layer on an executor does not
 * know the classes of an application, and dies of them.
 */
final class ResidentTaskCommandCodec {
  private static final int HEAD = 1 + Long.BYTES;

  // a task reads every command into the same array
  private float[] parameters = new float[0];

  static byte[] bytes(ResidentTaskCommand command) {
    byte[] bytes = new byte[size(command)];
    ByteBuffer out = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    out.put((byte) command.kind().ordinal()).putLong(command.number());
    switch (command.kind()) {
      case STEP -> {
        Batch batch = command.batch();
        out.putLong(batch.step()).putLong(batch.epoch()).putLong(batch.from()).putLong(batch.to());
      }
      case EVALUATE -> out.put((byte) command.part().ordinal());
      case CURVATURE -> {
        out.put((byte) command.part().ordinal());
        out.asDoubleBuffer().put(command.exactParameters());
        return bytes;
      }
      case WAIT, LEAVE -> {
        return bytes;
      }
    }
    out.asFloatBuffer().put(command.parameters());
    return bytes;
  }

  private static int size(ResidentTaskCommand command) {
    return switch (command.kind()) {
      case STEP -> HEAD + 4 * Long.BYTES + Float.BYTES * command.parameters().length;
      case EVALUATE -> HEAD + 1 + Float.BYTES * command.parameters().length;
      case CURVATURE -> HEAD + 1 + Double.BYTES * command.exactParameters().length;
      case WAIT, LEAVE -> HEAD;
    };
  }

  /**
   * Its parameters are overwritten by the next command that is read here.
   *
   * @throws MalformedMessageException if the bytes are no command
   */
  ResidentTaskCommand read(byte[] bytes) {
    try {
      return command(bytes);
    } catch (BufferUnderflowException | IndexOutOfBoundsException bad) {
      throw new MalformedMessageException(bytes.length + " bytes that are no command", bad);
    }
  }

  private ResidentTaskCommand command(byte[] bytes) {
    ByteBuffer in = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    ResidentTaskCommand.Kind kind = ResidentTaskCommand.Kind.values()[in.get()];
    long number = in.getLong();
    return switch (kind) {
      case STEP -> {
        Batch batch = new Batch(in.getLong(), in.getLong(), in.getLong(), in.getLong());
        yield ResidentTaskCommand.step(number, parameters(in), batch);
      }
      case EVALUATE -> {
        DataSplit part = DataSplit.values()[in.get()];
        yield ResidentTaskCommand.evaluate(number, parameters(in), part);
      }
      case CURVATURE -> {
        DataSplit part = DataSplit.values()[in.get()];
        yield ResidentTaskCommand.curvature(number, exactParameters(in), part);
      }
      case WAIT -> ResidentTaskCommand.WAIT;
      case LEAVE -> ResidentTaskCommand.LEAVE;
    };
  }

  private float[] parameters(ByteBuffer in) {
    int count = in.remaining() / Float.BYTES;
    if (count * Float.BYTES != in.remaining()) {
      throw new MalformedMessageException(
          in.remaining() + " bytes of parameters, which take 4 each");
    }
    if (parameters.length != count) {
      parameters = new float[count];
    }
    in.asFloatBuffer().get(parameters);
    return parameters;
  }

  private static double[] exactParameters(ByteBuffer in) {
    int count = in.remaining() / Double.BYTES;
    if (count * Double.BYTES != in.remaining()) {
      throw new MalformedMessageException(
          in.remaining() + " bytes of parameters, which take 8 each");
    }
    double[] exact = new double[count];
    in.asDoubleBuffer().get(exact);
    return exact;
  }
}
