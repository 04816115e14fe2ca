package io.fallline.model;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/** SHA-256 of parameters and files, in hexadecimal: equal fingerprints, equal bits. */
public final class Fingerprint {
  private static final int DOUBLES_AT_ONCE = 8192;

  private Fingerprint() {}

  /**
   * Over the float64 bits, big-endian, tensors in the order given, which is that of the file; names
   * and shapes aside.
   */
  public static String parametersSha256(List<NamedTensor> tensors) {
    MessageDigest digest = sha256();
    tensors.forEach(tensor -> add(tensor.values(), digest));
    return hex(digest);
  }

  /** The same over all parameters in one vector. */
  public static String parametersSha256(double[] parameters) {
    MessageDigest digest = sha256();
    add(parameters, digest);
    return hex(digest);
  }

  public static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  public static String sha256(byte[] bytes) {
    return HexFormat.of().formatHex(sha256().digest(bytes));
  }

  public static String hex(MessageDigest digest) {
    return HexFormat.of().formatHex(digest.digest());
  }

  /** Enough of a digest to tell it from another by eye. */
  public static String brief(String hex) {
    return hex.length() <= 8 ? hex : hex.substring(0, 8) + "…";
  }

  private static void add(double[] values, MessageDigest digest) {
    ByteBuffer bytes = ByteBuffer.allocate(Math.min(DOUBLES_AT_ONCE, values.length) * Double.BYTES);
    for (int from = 0; from < values.length; from += DOUBLES_AT_ONCE) {
      int count = Math.min(DOUBLES_AT_ONCE, values.length - from);
      bytes.clear().asDoubleBuffer().put(values, from, count);
      digest.update(bytes.limit(count * Double.BYTES));
    }
  }
}
