package io.fallline.engine.resident;

import io.fallline.core.math.TreeReduction;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * A message that is being written or read: little endian numbers, and arrays that begin with their
 * length, which is -1 for null.
 */
final class MessageBuffer {
  /** Null where the length is only measured. */
  private final ByteBuffer buffer;

  private long length;

  private MessageBuffer(ByteBuffer buffer) {
    this.buffer = buffer;
  }

  /**
   * The bytes of what is written. It is written twice, a first time to measure it.
   *
   * @param reused is returned where it has the right length
   */
  static byte[] written(byte[] reused, Consumer<MessageBuffer> content) {
    MessageBuffer measured = new MessageBuffer(null);
    content.accept(measured);
    byte[] bytes =
        reused.length == measured.length ? reused : new byte[Math.toIntExact(measured.length)];
    content.accept(of(bytes));
    return bytes;
  }

  /**
   * What is read of a message from its beginning to its end.
   *
   * @param what it should be, for the error
   * @throws MalformedMessageException if it is shorter or longer, or is something else
   */
  static <T> T read(byte[] bytes, String what, Function<MessageBuffer, T> content) {
    MessageBuffer in = of(bytes);
    try {
      T value = content.apply(in);
      if (in.buffer.hasRemaining()) {
        throw new MalformedMessageException(bytes.length + " bytes, too many for a " + what);
      }
      return value;
    } catch (BufferUnderflowException | IndexOutOfBoundsException bad) {
      throw new MalformedMessageException(bytes.length + " bytes that are no " + what, bad);
    }
  }

  private static MessageBuffer of(byte[] bytes) {
    return new MessageBuffer(ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN));
  }

  private MessageBuffer put(long bytes, Consumer<ByteBuffer> value) {
    length += bytes;
    if (buffer != null) {
      int end = buffer.position() + (int) bytes;
      value.accept(buffer);
      buffer.position(end);
    }
    return this;
  }

  MessageBuffer put(Enum<?> constant) {
    return put(1, out -> out.put((byte) constant.ordinal()));
  }

  MessageBuffer put(int number) {
    return put(Integer.BYTES, out -> out.putInt(number));
  }

  MessageBuffer put(long number) {
    return put(Long.BYTES, out -> out.putLong(number));
  }

  MessageBuffer put(double number) {
    return put(Double.BYTES, out -> out.putDouble(number));
  }

  MessageBuffer put(byte[] array) {
    return put(array.length, 1, out -> out.put(array));
  }

  MessageBuffer put(int[] array) {
    return array == null
        ? put(-1)
        : put(array.length, Integer.BYTES, out -> out.asIntBuffer().put(array));
  }

  MessageBuffer put(float[] array) {
    return array == null
        ? put(-1)
        : put(array.length, Float.BYTES, out -> out.asFloatBuffer().put(array));
  }

  MessageBuffer put(double[] array) {
    return put(array.length, Double.BYTES, out -> out.asDoubleBuffer().put(array));
  }

  private MessageBuffer put(int length, long bytesOfEach, Consumer<ByteBuffer> elements) {
    return put(length).put(bytesOfEach * length, elements);
  }

  /** The nodes of a tree: how many there are, and level, index and sum of each. */
  <T> MessageBuffer put(List<TreeReduction.Node<T>> nodes, BiConsumer<MessageBuffer, T> sum) {
    put(nodes.size());
    for (TreeReduction.Node<T> node : nodes) {
      sum.accept(put(node.level()).put(node.index()), node.sum());
    }
    return this;
  }

  <T> List<TreeReduction.Node<T>> nodes(Function<MessageBuffer, T> sum) {
    int count = buffer.getInt();
    List<TreeReduction.Node<T>> nodes = new ArrayList<>(); // of any size: the count may be a lie
    for (int i = 0; i < count; i++) {
      int level = buffer.getInt();
      int index = buffer.getInt();
      if (level < 0 || index < 0) {
        throw new MalformedMessageException("node " + index + " of level " + level);
      }
      nodes.add(new TreeReduction.Node<>(level, index, sum.apply(this)));
    }
    return nodes;
  }

  <E extends Enum<E>> E constant(E[] all) {
    return all[buffer.get()];
  }

  int integer() {
    return buffer.getInt();
  }

  long number() {
    return buffer.getLong();
  }

  double real() {
    return buffer.getDouble();
  }

  /**
   * The elements of an array, still as bytes; null where there is no array.
   *
   * @throws MalformedMessageException if the message ends before they do
   */
  ByteBuffer elements(int bytesOfEach) {
    int count = buffer.getInt();
    if (count == -1) {
      return null;
    }
    if (count < 0 || (long) count * bytesOfEach > buffer.remaining()) {
      throw new MalformedMessageException("an array of " + count + " in a shorter message");
    }
    ByteBuffer elements =
        buffer.slice(buffer.position(), count * bytesOfEach).order(ByteOrder.LITTLE_ENDIAN);
    buffer.position(buffer.position() + elements.limit());
    return elements;
  }

  private ByteBuffer required(int bytesOfEach) {
    ByteBuffer elements = elements(bytesOfEach);
    if (elements == null) {
      throw new MalformedMessageException("an array is missing");
    }
    return elements;
  }

  byte[] bytes() {
    ByteBuffer elements = required(1);
    byte[] array = new byte[elements.limit()];
    elements.get(array);
    return array;
  }

  double[] doubles() {
    ByteBuffer elements = required(Double.BYTES);
    double[] array = new double[elements.limit() / Double.BYTES];
    elements.asDoubleBuffer().get(array);
    return array;
  }

  /**
   * @param reused is returned where it has the right length
   */
  float[] floats(float[] reused) {
    return floats(required(Float.BYTES), reused);
  }

  static float[] floats(ByteBuffer elements, float[] reused) {
    int length = elements.limit() / Float.BYTES;
    float[] array = reused.length == length ? reused : new float[length];
    elements.asFloatBuffer().get(array);
    return array;
  }

  static int[] ints(ByteBuffer elements) {
    int[] array = new int[elements.limit() / Integer.BYTES];
    elements.asIntBuffer().get(array);
    return array;
  }

  /** A message that nobody who speaks for this version's tasks or driver would send. */
  static final class MalformedMessageException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    MalformedMessageException(String message) {
      super(message);
    }

    MalformedMessageException(String message, Throwable cause) {
      super(message, cause);
    }
  }
}
