package io.fallline.data.records;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;

/** Bytes that a task sends to a bucket: some of its records, or what the task has seen. */
interface SentBlock {
  int length();

  /** Writes {@link #length} bytes. */
  void writeTo(DataOutputStream out) throws IOException;

  /** A copy of its bytes. */
  default byte[] bytes() {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(length());
    try {
      writeTo(new DataOutputStream(bytes));
    } catch (IOException failed) {
      throw new UncheckedIOException(failed); // memory does not fail
    }
    return bytes.toByteArray();
  }

  static SentBlock of(byte[] bytes) {
    return new SentBlock() {
      @Override
      public int length() {
        return bytes.length;
      }

      @Override
      public void writeTo(DataOutputStream out) throws IOException {
        out.write(bytes);
      }
    };
  }
}
