package io.fallline.data;

import java.nio.charset.StandardCharsets;

/** Feature hashing: {@code column=value} → one input of the block that all hashed columns share. */
final class HashedInputs {
  private final Murmur128 murmur = new Murmur128();
  private final int first;
  private final long mask;

  HashedInputs(int first, int bits) {
    this.first = first;
    this.mask = (1L << bits) - 1;
  }

  int of(String column, String value) {
    byte[] bytes = (column + "=" + value).getBytes(StandardCharsets.UTF_8);
    murmur.hash(bytes, 0, bytes.length);
    return first + (int) (murmur.first() & mask);
  }
}
