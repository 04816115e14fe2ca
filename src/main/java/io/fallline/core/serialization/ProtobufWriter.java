package io.fallline.core.serialization;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/**
 * Writes a message of Protocol Buffers, by the numbers of its fields: each a key, which is the
 * field's number and how its value is written, and the value.
 *
 * <p>Our own, because writing a few messages takes no more than this page, while protobuf-java is
 * two megabytes that Spark does not bring, would have to be renamed in the jar, and needs generated
 * classes on top.
 */
public final class ProtobufWriter {
  private static final int VARINT = 0;
  private static final int EIGHT_BYTES = 1;
  private static final int LENGTH_AND_BYTES = 2;
  private static final int FOUR_BYTES = 5;

  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

  public ProtobufWriter put(int field, double value) {
    key(field, EIGHT_BYTES);
    bytes.writeBytes(littleEndian(Double.BYTES).putDouble(value).array());
    return this;
  }

  public ProtobufWriter put(int field, float value) {
    key(field, FOUR_BYTES);
    bytes.writeBytes(littleEndian(Float.BYTES).putFloat(value).array());
    return this;
  }

  public ProtobufWriter put(int field, long value) {
    key(field, VARINT);
    varint(value);
    return this;
  }

  public ProtobufWriter put(int field, String value) {
    return put(field, value.getBytes(StandardCharsets.UTF_8));
  }

  public ProtobufWriter put(int field, ProtobufWriter value) {
    return put(field, value.bytes());
  }

  public ProtobufWriter put(int field, byte[] value) {
    key(field, LENGTH_AND_BYTES);
    varint(value.length);
    bytes.writeBytes(value);
    return this;
  }

  public byte[] bytes() {
    return bytes.toByteArray();
  }

  private void key(int field, int type) {
    varint((long) field << 3 | type);
  }

  /** Seven bits a byte, the lowest first; all but the last byte have the eighth bit. */
  private void varint(long value) {
    long rest = value;
    while ((rest & ~0x7fL) != 0) {
      bytes.write((int) (rest & 0x7f | 0x80));
      rest >>>= 7;
    }
    bytes.write((int) rest);
  }

  private static ByteBuffer littleEndian(int size) {
    return ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
  }
}
