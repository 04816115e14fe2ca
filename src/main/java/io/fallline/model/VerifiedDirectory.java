package io.fallline.model;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fallline.core.failure.Failure;
import io.fallline.model.DirectoryManifest.FileDigest;
import io.fallline.model.FileFailures.MalformedFileException;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.NoSuchFileException;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.util.Set;

/**
 * A directory with a manifest, as a publication writes it. Nothing in it is believed before its
 * SHA-256 has been compared.
 */
public final class VerifiedDirectory {
  private static final String OF_A_RUN = "model";

  private final DirectoryFiles directory;
  private final DirectoryManifest manifest;

  private VerifiedDirectory(DirectoryFiles directory, DirectoryManifest manifest) {
    this.directory = directory;
    this.manifest = manifest;
  }

  /** Makes something of a file's bytes. */
  @FunctionalInterface
  public interface Reading<T> {
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
  public static VerifiedDirectory open(DirectoryFiles directory, String what) {
    try {
      if (!directory.exists()) {
        throw Failure.data(directory.shown() + ": does not exist, expected " + what);
      }
      if (!directory.has(DirectoryManifest.NAME)) {
        String missing = directory.shown() + ": has no " + DirectoryManifest.NAME;
        throw Failure.data(missing + ", expected " + what + where(directory));
      }
      return new VerifiedDirectory(directory, DirectoryManifest.read(bytes(directory)));
    } catch (MalformedFileException e) {
      throw Failure.data(
          directory.shown() + ": " + DirectoryManifest.NAME + " cannot be used: " + e.getMessage(),
          e);
    } catch (IOException e) {
      throw FileFailures.with(directory.shown() + ": cannot be read", e);
    }
  }

  /** A run's directory is mistaken for that of its model. */
  private static String where(DirectoryFiles directory) throws IOException {
    return directory.has(OF_A_RUN + "/" + DirectoryManifest.NAME)
        ? "; it is the directory of a run, whose model is " + directory.shown() + "/" + OF_A_RUN
        : "";
  }

  /** The manifest's members but its own SHA-256. */
  public ObjectNode manifest() {
    return manifest.sections();
  }

  public Set<String> files() {
    return manifest.files().keySet();
  }

  /**
   * What a reading makes of a file, once all of the file has been found to be as the manifest has
   * it.
   *
   * @throws Failure (data) if the file is missing, or not the one that was written
   */
  public <T> T read(String name, Reading<T> reading) {
    FileDigest expected = manifest.files().get(name);
    String shown = directory.shown() + ": " + name;
    if (expected == null) {
      throw Failure.data(shown + " is missing: " + DirectoryManifest.NAME + " does not list it");
    }
    try {
      requireLength(length(expected, shown), expected, shown);
      MessageDigest digest = Fingerprint.sha256();
      try (InputStream in = new DigestInputStream(directory.open(expected.storedAs()), digest)) {
        return compared(in, digest, expected, shown, reading);
      }
    } catch (IOException e) {
      throw FileFailures.with(shown + " cannot be read", e);
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
          "%s has SHA-256 %s, its manifest says %s",
          shown, Fingerprint.brief(found), Fingerprint.brief(expected.sha256()));
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
  private long length(FileDigest expected, String shown) throws IOException {
    try {
      return directory.length(expected.storedAs());
    } catch (FileNotFoundException | NoSuchFileException e) {
      throw Failure.data(
          shown + " is missing: its manifest says " + expected.bytes() + " bytes", e);
    }
  }

  private static void requireLength(long found, FileDigest expected, String shown) {
    if (found != expected.bytes()) {
      throw Failure.data(shown + " has " + found + " bytes, its manifest says " + expected.bytes());
    }
  }

  private static byte[] bytes(DirectoryFiles directory) throws IOException {
    long length = directory.length(DirectoryManifest.NAME);
    MalformedFileException.require(
        length <= DirectoryManifest.LARGEST,
        "it has " + length + " bytes, expected at most " + DirectoryManifest.LARGEST);
    try (InputStream in = directory.open(DirectoryManifest.NAME)) {
      return in.readNBytes(DirectoryManifest.LARGEST);
    }
  }
}
