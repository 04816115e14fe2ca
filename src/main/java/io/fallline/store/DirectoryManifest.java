package io.fallline.store;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * {@code manifest.json}: the format's version, the sections of the writer of the directory, the
 * length and SHA-256 of every file beside it, and as its last line the SHA-256 of all its lines
 * before, so that no flipped bit goes unseen: {@code head -n -2 manifest.json | sha256sum} shows
 * it.
 */
record DirectoryManifest(Map<String, Object> sections, Map<String, FileDigest> files) {
  static final String NAME = "manifest.json";
  static final int FORMAT_VERSION = 1;
  static final int LARGEST = 256 << 20;

  static final String VERSION = "formatVersion";
  static final String FILES = "files";
  static final String SELF = "sha256";
  static final String STORED_AS = "storedAs";
  private static final Pattern FILE_NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,127}");
  private static final Pattern SHA_256 = Pattern.compile("[0-9a-f]{64}");

  /**
   * Length and SHA-256 of a file.
   *
   * @param storedAs its name in the directory, which is not the one that it is listed under where
   *     another writer had taken that
   */
  record FileDigest(long bytes, String sha256, String storedAs) {}

  /**
   * Names that cannot leave the directory, are seen by every reader, and mean the same on every
   * file system.
   */
  static boolean isFileName(String name) {
    return FILE_NAME.matcher(name).matches() && !name.equals(NAME);
  }

  /**
   * @throws MalformedFileException if it is not what {@link #write} writes
   */
  static DirectoryManifest read(byte[] bytes) throws IOException {
    MalformedFileException.require(bytes.length > 0, "it is empty");
    Map<String, Object> sections = JsonMaps.parse(bytes);
    MalformedFileException.require(
        sections.get(VERSION) instanceof Integer, "it has no formatVersion");
    MalformedFileException.require(
        sections.get(VERSION).equals(FORMAT_VERSION),
        "its formatVersion is "
            + sections.get(VERSION)
            + ", this version of Fallline reads "
            + FORMAT_VERSION);
    requireUnchanged(bytes);
    if (!(sections.get(FILES) instanceof Map<?, ?> list)) {
      throw new MalformedFileException("it has no list of files");
    }
    Map<String, FileDigest> files = new LinkedHashMap<>();
    for (Map.Entry<?, ?> file : list.entrySet()) {
      String name = (String) file.getKey();
      files.put(name, digest(name, file.getValue()));
    }
    sections.remove(SELF);
    return new DirectoryManifest(sections, files);
  }

  private static void requireUnchanged(byte[] bytes) throws MalformedFileException {
    String placeholder = lastLines("0".repeat(64));
    int signed = bytes.length - placeholder.length();
    MalformedFileException.require(signed > 0, "its last line is not its SHA-256");
    String end = new String(bytes, signed, placeholder.length(), StandardCharsets.UTF_8);
    int digits = placeholder.indexOf('0');
    String stated = end.length() == placeholder.length() ? end.substring(digits, digits + 64) : "";
    MalformedFileException.require(
        SHA_256.matcher(stated).matches() && end.equals(lastLines(stated)),
        "its last line is not its SHA-256");
    byte[] lines = Arrays.copyOf(bytes, signed);
    String found = sha256(lines);
    MalformedFileException.require(
        found.equals(stated),
        "its lines have SHA-256 "
            + Fingerprint.brief(found)
            + ", its last line says "
            + Fingerprint.brief(stated));
  }

  private static FileDigest digest(String name, Object file) throws MalformedFileException {
    MalformedFileException.require(
        isFileName(name),
        "it lists the file \"" + name + "\", which is no name of a file in its directory");
    Map<?, ?> facts = file instanceof Map<?, ?> object ? object : Map.of();
    Object bytes = facts.get("bytes");
    boolean whole = bytes instanceof Integer || bytes instanceof Long;
    if (!whole || ((Number) bytes).longValue() < 0) {
      throw new MalformedFileException("it has no length of " + name);
    }
    if (!(facts.get("sha256") instanceof String sha256) || !SHA_256.matcher(sha256).matches()) {
      throw new MalformedFileException("it has no SHA-256 of " + name);
    }
    Object storedAs = facts.containsKey(STORED_AS) ? facts.get(STORED_AS) : name;
    if (!(storedAs instanceof String stored) || !isFileName(stored)) {
      throw new MalformedFileException(
          "it stores " + name + " under no name of a file in its directory");
    }
    return new FileDigest(((Number) bytes).longValue(), sha256, stored);
  }

  static String lastLines(String sha256) {
    return "  \"" + SELF + "\" : \"" + sha256 + "\"\n}\n";
  }

  static String sha256(byte[] bytes) {
    MessageDigest digest = Fingerprint.sha256();
    digest.update(bytes);
    return Fingerprint.hex(digest);
  }
}
