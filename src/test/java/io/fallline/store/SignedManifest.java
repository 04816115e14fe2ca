package io.fallline.store;

import io.fallline.model.Fingerprint;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;

/** Manifests whose last lines are right whatever stands before, so that readers come to that. */
public final class SignedManifest {
  private SignedManifest() {}

  /** The lines of a manifest that its SHA-256 is of. */
  public static String lines(String manifest) {
    return manifest.substring(0, manifest.lastIndexOf("  \"sha256\""));
  }

  public static byte[] of(byte[] lines) {
    MessageDigest digest = Fingerprint.sha256();
    digest.update(lines);
    ByteArrayOutputStream signed = new ByteArrayOutputStream();
    signed.writeBytes(lines);
    String end = "  \"sha256\" : \"" + Fingerprint.hex(digest) + "\"\n}\n";
    signed.writeBytes(end.getBytes(StandardCharsets.UTF_8));
    return signed.toByteArray();
  }
}
