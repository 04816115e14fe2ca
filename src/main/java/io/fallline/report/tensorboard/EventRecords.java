package io.fallline.report.tensorboard;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.zip.CRC32C;

/**
 * A file of TensorFlow's records: each its length and a checksum of that, then its bytes and a
 * checksum of those.
 *
 * <p>TensorFlow, {@code tensorflow/core/lib/io/record_writer.cc}.
 */
final class EventRecords {
  private static final int MASK = 0xa282ead8;
  private static final int MASK_ROTATION = 15;

  private final ByteArrayOutputStream file = new ByteArrayOutputStream();

  void add(byte[] record) {
    byte[] length =
        ByteBuffer.allocate(Long.BYTES)
            .order(ByteOrder.LITTLE_ENDIAN)
            .putLong(record.length)
            .array();
    file.writeBytes(length);
    file.writeBytes(checksum(length));
    file.writeBytes(record);
    file.writeBytes(checksum(record));
  }

  byte[] bytes() {
    return file.toByteArray();
  }

  /** CRC-32C, masked: a checksum of bytes that have checksums in them would be a weak one. */
  private static byte[] checksum(byte[] bytes) {
    CRC32C checksum = new CRC32C();
    checksum.update(bytes);
    int masked = Integer.rotateRight((int) checksum.getValue(), MASK_ROTATION) + MASK;
    return ByteBuffer.allocate(Integer.BYTES).order(ByteOrder.LITTLE_ENDIAN).putInt(masked).array();
  }
}
