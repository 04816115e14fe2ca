package io.fallline.model;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fallline.core.failure.Failure;
import io.fallline.fuzz.FuzzedFormat;
import io.fallline.model.FileFailures.MalformedFileException;
import io.fallline.store.SignedManifest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Manifests, as they come and with a SHA-256 that fits. */
public final class DirectoryManifestFuzz implements FuzzedFormat {
  @Override
  public String name() {
    return "manifest";
  }

  @Override
  public List<byte[]> seeds() {
    ObjectNode sections = JsonNodeFactory.instance.objectNode();
    sections
        .putObject("metrics")
        .put("auc", 0.5)
        .putNull("loss")
        .put("a", "b")
        .putArray("c")
        .add(1);
    String sha256 = "0123456789".repeat(7).substring(0, 64);
    try {
      byte[] manifest =
          DirectoryManifest.write(
              sections,
              Map.of(
                  "model.safetensors",
                      new DirectoryManifest.FileDigest(80, sha256, "model.safetensors"),
                  "x", new DirectoryManifest.FileDigest(0, sha256, "x")));
      return List.of(
          manifest, FuzzedFormat.utf8(SignedManifest.lines(FuzzedFormat.text(manifest))));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public List<String> words() {
    return List.of(
        "\"formatVersion\" : 1",
        "\"files\"",
        "\"sha256\"",
        "\"bytes\"",
        "{",
        "}",
        "[",
        "]",
        "..",
        "../x",
        "/etc/passwd",
        "~",
        "manifest.json",
        "model.safetensors",
        "1",
        "\"x\"",
        "\"" + "0123456789".repeat(7).substring(0, 64) + "\"",
        "1234567890".repeat(7).substring(0, 64));
  }

  @Override
  public Set<Failure.Kind> kinds() {
    return Set.of(Failure.Kind.DATA);
  }

  @Override
  public void read(byte[] input) throws IOException {
    refusing(input.length % 4 == 0 ? input : SignedManifest.of(input));
  }

  private static void refusing(byte[] bytes) throws IOException {
    try {
      DirectoryManifest manifest = DirectoryManifest.read(bytes);
      for (Map.Entry<String, DirectoryManifest.FileDigest> file : manifest.files().entrySet()) {
        if (!DirectoryManifest.isFileName(file.getKey())
            || file.getValue().sha256().length() != 64) {
          throw new IllegalStateException("let through: " + file);
        }
      }
    } catch (MalformedFileException e) {
      throw new Failure(Failure.Kind.DATA, e.getMessage(), e); // as VerifiedDirectory does
    }
  }

  @Override
  public long allowance(int length) {
    return (1L << 20) + 400L * length;
  }
}
