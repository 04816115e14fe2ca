package io.fallline.model;

import io.fallline.core.serialization.JavaSerialization;
import java.io.Serializable;
import java.nio.ByteBuffer;

/**
 * An encoding as it is broadcast: by Java's serialization, whatever Spark's is, and read once in a
 * process. Its vectors, which may have a million numbers, are bytes beside it: Java would write and
 * read each number by itself.
 */
public final class EncodingBytes implements Serializable {
  private static final long serialVersionUID = 2L;

  private final byte[] withoutVectors;
  private final byte[] fill; // null where the encoding's is
  private final byte[] center;
  private final byte[] scale;
  private transient volatile Encoding decoded;

  public EncodingBytes(Encoding encoding) {
    this.withoutVectors =
        JavaSerialization.bytes(encoding.withScales(encoding.sparse(), null, null, null));
    this.fill = bytes(encoding.fill());
    this.center = bytes(encoding.center());
    this.scale = bytes(encoding.scale());
  }

  public Encoding encoding() {
    if (decoded == null) {
      Encoding encoding = JavaSerialization.value(withoutVectors, Encoding.class);
      decoded =
          encoding.withScales(encoding.sparse(), numbers(fill), numbers(center), numbers(scale));
    }
    return decoded;
  }

  private static byte[] bytes(double[] numbers) {
    if (numbers == null) {
      return null;
    }
    ByteBuffer bytes = ByteBuffer.allocate(Math.multiplyExact(numbers.length, Double.BYTES));
    bytes.asDoubleBuffer().put(numbers);
    return bytes.array();
  }

  private static double[] numbers(byte[] bytes) {
    if (bytes == null) {
      return null;
    }
    double[] numbers = new double[bytes.length / Double.BYTES];
    ByteBuffer.wrap(bytes).asDoubleBuffer().get(numbers);
    return numbers;
  }
}
