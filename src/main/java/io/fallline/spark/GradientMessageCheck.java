package io.fallline.spark;

import java.nio.ByteBuffer;

/** Whether gradients on the wire are as long as they say: the lengths alone are looked at. */
final class GradientMessageCheck {
  private GradientMessageCheck() {}

  /**
   * @param in at the number of nodes, and to the end of the message
   * @throws MalformedMessageException if {@link ResultCodec#gradients} could not read them
   */
  static void require(ByteBuffer in) {
    int count = in.remaining() < Integer.BYTES ? ResultCodec.NULL : in.getInt();
    boolean whole = count >= 0;
    for (int i = 0; whole && i < count; i++) {
      whole = skipNode(in);
    }
    if (!whole || in.hasRemaining()) {
      throw new MalformedMessageException("gradients that are not as long as they say");
    }
  }

  private static boolean skipNode(ByteBuffer in) {
    if (in.remaining() < ResultCodec.NODE || in.getInt() < 0 || in.getInt() < 0) {
      return false;
    }
    in.position(in.position() + ResultCodec.NODE - 4 * Integer.BYTES);
    int length = in.getInt();
    int indexCount = in.getInt();
    long rest = Float.BYTES * ((long) Math.max(0, length) + Math.max(0, indexCount));
    if (length < ResultCodec.NULL
        || indexCount != ResultCodec.NULL && indexCount != length
        || rest > in.remaining()) {
      return false;
    }
    in.position(in.position() + (int) rest);
    return true;
  }
}
