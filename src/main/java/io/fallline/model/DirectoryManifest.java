package io.fallline.model;

import static io.fallline.model.FileFailures.MalformedFileException.require;

import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fallline.model.FileFailures.MalformedFileException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * {@code manifest.json}: the format's version, the sections of the writer of the directory, the
 * length and SHA-256 of every file beside it, and as its last line the SHA-256 of all its lines
 * before, so that no flipped bit goes unseen: {@code head -n -2 manifest.json | sha256sum} shows
 * it.
 *
 * @param sections all members but its own SHA-256
 */
public record DirectoryManifest(ObjectNode sections, Map<String, FileDigest> files) {
  public static final String NAME = "manifest.json";
  public static final int LARGEST = 256 << 20;

  private static final int FORMAT_VERSION = 1;
  private static final String VERSION = "formatVersion";
  private static final String FILES = "files";
  private static final String SELF = "sha256";
  private static final String STORED_AS = "storedAs";
  private static final Pattern FILE_NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,127}");
  private static final Pattern SHA_256 = Pattern.compile("[0-9a-f]{64}");

  private static final JsonMapper JSON = new JsonMapper();
  private static final ObjectWriter LINES =
      JSON.writer(new DefaultPrettyPrinter().withObjectIndenter(new DefaultIndenter("  ", "\n")));

  /**
   * Length and SHA-256 of a file.
   *
   * @param storedAs its name in the directory, which is not the one that it is listed under where
   *     another writer had taken that
   */
  public record FileDigest(long bytes, String sha256, String storedAs) {}

  /**
   * Names that cannot leave the directory, are seen by every reader, and mean the same on every
   * file system.
   */
  public static boolean isFileName(String name) {
    return FILE_NAME.matcher(name).matches() && !name.equals(NAME);
  }

  /**
   * The bytes of a manifest.
   *
   * @param sections further members; numbers that are not finite become null, as JSON has no others
   */
  public static byte[] write(ObjectNode sections, Map<String, FileDigest> files)
      throws IOException {
    ObjectNode json = JSON.createObjectNode().put(VERSION, FORMAT_VERSION);
    for (Map.Entry<String, JsonNode> section : sections.properties()) {
      if (Set.of(VERSION, FILES, SELF).contains(section.getKey())) {
        throw new IllegalArgumentException(
            "the manifest has a section " + section.getKey() + " of its own");
      }
      json.set(section.getKey(), finite(section.getValue()));
    }
    ObjectNode list = json.putObject(FILES);
    files.forEach(
        (name, file) -> {
          ObjectNode facts = list.putObject(name);
          facts.put(SELF, file.sha256()).put("bytes", file.bytes());
          if (!file.storedAs().equals(name)) {
            facts.put(STORED_AS, file.storedAs());
          }
        });
    String lines = LINES.writeValueAsString(json);
    String signed = lines.substring(0, lines.length() - "\n}".length()) + ",\n";
    String sha256 = Fingerprint.sha256(signed.getBytes(StandardCharsets.UTF_8));
    return (signed + lastLines(sha256)).getBytes(StandardCharsets.UTF_8);
  }

  /** A copy with null for numbers that are not finite, such as a metric of one class alone. */
  private static JsonNode finite(JsonNode json) {
    if (json instanceof ObjectNode object) {
      ObjectNode copy = JSON.createObjectNode();
      object.properties().forEach(member -> copy.set(member.getKey(), finite(member.getValue())));
      return copy;
    }
    if (json instanceof ArrayNode array) {
      ArrayNode copy = JSON.createArrayNode();
      array.forEach(element -> copy.add(finite(element)));
      return copy;
    }
    boolean number = json.isDouble() || json.isFloat();
    return number && !Double.isFinite(json.doubleValue()) ? JSON.nullNode() : json;
  }

  /**
   * @throws MalformedFileException if it is not what {@link #write} writes
   */
  public static DirectoryManifest read(byte[] bytes) throws IOException {
    require(bytes.length > 0, "it is empty");
    ObjectNode sections = StrictJson.object(bytes, "it");
    JsonNode version = sections.path(VERSION);
    require(version.isInt(), "it has no formatVersion");
    require(
        version.intValue() == FORMAT_VERSION,
        "its formatVersion is " + version + ", this version of Fallline reads " + FORMAT_VERSION);
    requireUnchanged(bytes);
    require(sections.path(FILES).isObject(), "it has no list of files");
    Map<String, FileDigest> files = new LinkedHashMap<>();
    for (Map.Entry<String, JsonNode> file : sections.get(FILES).properties()) {
      files.put(file.getKey(), digest(file.getKey(), file.getValue()));
    }
    sections.remove(SELF);
    return new DirectoryManifest(sections, files);
  }

  private static void requireUnchanged(byte[] bytes) throws MalformedFileException {
    String placeholder = lastLines("0".repeat(64));
    int signed = bytes.length - placeholder.length();
    require(signed > 0, "its last line is not its SHA-256");
    String end = new String(bytes, signed, placeholder.length(), StandardCharsets.UTF_8);
    int digits = placeholder.indexOf('0');
    String stated = end.length() == placeholder.length() ? end.substring(digits, digits + 64) : "";
    require(
        SHA_256.matcher(stated).matches() && end.equals(lastLines(stated)),
        "its last line is not its SHA-256");
    String found = Fingerprint.sha256(Arrays.copyOf(bytes, signed));
    require(
        found.equals(stated),
        "its lines have SHA-256 "
            + Fingerprint.brief(found)
            + ", its last line says "
            + Fingerprint.brief(stated));
  }

  private static FileDigest digest(String name, JsonNode facts) throws MalformedFileException {
    require(
        isFileName(name),
        "it lists the file \"" + name + "\", which is no name of a file in its directory");
    JsonNode bytes = facts.path("bytes");
    require(
        bytes.isIntegralNumber() && bytes.canConvertToLong() && bytes.longValue() >= 0,
        "it has no length of " + name);
    String sha256 = text(facts.path(SELF));
    require(SHA_256.matcher(sha256).matches(), "it has no SHA-256 of " + name);
    String stored = facts.has(STORED_AS) ? text(facts.get(STORED_AS)) : name;
    require(isFileName(stored), "it stores " + name + " under no name of a file in its directory");
    return new FileDigest(bytes.longValue(), sha256, stored);
  }

  /** Empty of what is no text. */
  private static String text(JsonNode json) {
    return json.isTextual() ? json.textValue() : "";
  }

  private static String lastLines(String sha256) {
    return "  \"" + SELF + "\" : \"" + sha256 + "\"\n}\n";
  }
}
