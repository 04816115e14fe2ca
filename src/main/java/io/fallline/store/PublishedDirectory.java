package io.fallline.store;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fallline.core.failure.Failure;
import io.fallline.store.Manifest.FileDigest;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.util.Set;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.Path;

/**
 * A directory with a manifest, as {@link Publication} writes it. Nothing in it is believed before
 * its SHA-256 has been compared.
 */
final class PublishedDirectory {
  private static final int BUFFER = 1 << 16;

  private final Place directory;
  private final Manifest manifest;

  private PublishedDirectory(Place directory, Manifest manifest) {
    this.directory = directory;
    this.manifest = manifest;
  }

  /** Makes something of a file's bytes. */
  @FunctionalInterface
  interface Reading<T> {
    /**
     * @param length of the file
     * @param file as messages name it
     */
    T from(InputStream in, long length, String file) throws IOException;
  }

  /**
   * @param what the directory is, for messages: {@code "a model directory"}
   * @throws Failure (data) if there is no such directory, or its manifest is missing or cannot be
   *     believed
   */
  static PublishedDirectory open(Path path, Configuration configuration, String what) {
    Place directory = Place.of(path, configuration);
    try {
      if (!directory.exists()) {
        throw Failure.data(directory.shown() + ": does not exist, expected " + what);
      }
      Place file = directory.child(Manifest.NAME);
      if (!file.exists()) {
        throw Failure.data(directory.shown() + ": has no " + Manifest.NAME + ", expected " + what);
      }
      return new PublishedDirectory(directory, Manifest.read(bytes(file)));
    } catch (Malformed e) {
      throw new Failure(
          Failure.Kind.DATA,
          directory.shown() + ": " + Manifest.NAME + " cannot be used: " + e.getMessage(),
          e);
    } catch (IOException e) {
      throw Trouble.with(directory.shown() + ": cannot be read", e);
    }
  }

  ObjectNode manifest() {
    return manifest.json();
  }

  Set<String> files() {
    return manifest.files().keySet();
  }

  /**
   * What a reading makes of a file, once all of the file has been found to be as the manifest has
   * it.
   *
   * @throws Failure (data) if the file is missing, or not the one that was written
   */
  <T> T read(String name, Reading<T> reading) {
    FileDigest expected = manifest.files().get(name);
    String shown = directory.shown() + ": " + name;
    if (expected == null) {
      throw Failure.data(shown + " is missing: " + Manifest.NAME + " does not list it");
    }
    Place file = directory.child(name);
    try {
      requireLength(length(file, expected, shown), expected, shown);
      MessageDigest digest = Fingerprint.sha256();
      try (InputStream in = new DigestInputStream(file.files().open(file.path(), BUFFER), digest)) {
        return compared(in, digest, expected, shown, reading);
      }
    } catch (IOException e) {
      throw Trouble.with(shown + " cannot be read", e);
    }
  }

  /** Reads a file only to see that it is the one that was written. */
  void verify(String name) {
    read(name, (in, length, file) -> null);
  }

  private static <T> T compared(
      InputStream in, MessageDigest digest, FileDigest expected, String shown, Reading<T> reading)
      throws IOException {
    Failure unreadable = null;
    T result = null;
    try {
      result = reading.from(in, expected.bytes(), shown);
    } catch (Failure e) {
      unreadable = e;
    }
    in.transferTo(OutputStream.nullOutputStream());
    String found = Fingerprint.hex(digest);
    if (!found.equals(expected.sha256())) {
      // the bytes are not those that were written: that explains whatever else is wrong with them
      throw Failure.data(
          shown
              + " has SHA-256 "
              + Fingerprint.brief(found)
              + ", its manifest says "
              + Fingerprint.brief(expected.sha256()));
    }
    if (unreadable != null) {
      throw unreadable;
    }
    return result;
  }

  /**
   * Asked for before the file is opened: on opening, local disks say of a file without permission
   * that it is not found.
   */
  private static long length(Place file, FileDigest expected, String shown) throws IOException {
    try {
      return file.files().getFileStatus(file.path()).getLen();
    } catch (FileNotFoundException e) {
      throw new Failure(
          Failure.Kind.DATA,
          shown + " is missing: its manifest says " + expected.bytes() + " bytes",
          e);
    }
  }

  private static void requireLength(long found, FileDigest expected, String shown) {
    if (found != expected.bytes()) {
      throw Failure.data(shown + " has " + found + " bytes, its manifest says " + expected.bytes());
    }
  }

  private static byte[] bytes(Place file) throws IOException {
    FileStatus status = file.files().getFileStatus(file.path());
    Malformed.require(
        status.getLen() <= Manifest.LARGEST,
        "it has " + status.getLen() + " bytes, expected at most " + Manifest.LARGEST);
    try (InputStream in = file.files().open(file.path(), BUFFER)) {
      return in.readNBytes(Manifest.LARGEST);
    }
  }
}
