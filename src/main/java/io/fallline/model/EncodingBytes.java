package io.fallline.model;

import io.fallline.core.serialization.JavaSerialization;
import java.io.Serializable;

/**
 * An encoding as it is broadcast: by Java's serialization, whatever Spark's is, and read once in a
 * process.
 */
public final class EncodingBytes implements Serializable {
  private static final long serialVersionUID = 1L;

  private final byte[] bytes;
  private transient volatile Encoding decoded;

  public EncodingBytes(Encoding encoding) {
    this.bytes = JavaSerialization.bytes(encoding);
  }

  public Encoding encoding() {
    if (decoded == null) {
      decoded = JavaSerialization.value(bytes, Encoding.class);
    }
    return decoded;
  }
}
