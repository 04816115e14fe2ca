package io.fallline.store;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * {@code manifest.json}: the format's version, the sections of whoever wrote the directory, the
 * length and SHA-256 of every file beside it, and as its last line the SHA-256 of all its lines
 * before, so that no flipped bit goes unseen: {@code head -n -2 manifest.json | sha256sum} shows
 * it.
 */
record Manifest(ObjectNode json, Map<String, FileDigest> files) {
  static final String NAME = "manifest.json";
  static final int FORMAT_VERSION = 1;
  static final int LARGEST = 256 << 20;

  private static final String VERSION = "formatVersion";
  private static final String FILES = "files";
  private static final String SELF = "sha256";
  private static final Pattern FILE_NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,127}");
  private static final Pattern SHA_256 = Pattern.compile("[0-9a-f]{64}");
  private static final DefaultIndenter LINES = new DefaultIndenter("  ", "\n");

  private static final JsonMapper JSON =
      // UTF-8 and nothing else: Jackson would guess at UTF-16 and UTF-32
      JsonMapper.builder(
              JsonFactory.builder().disable(JsonFactory.Feature.CHARSET_DETECTION).build())
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(
              DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY,
              DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();
  private static final ObjectWriter PRETTY =
      JSON.writer(new DefaultPrettyPrinter().withObjectIndenter(LINES));

  /** Length and SHA-256 of a file. */
  record FileDigest(long bytes, String sha256) {}

  /**
   * Names that cannot leave the directory, are seen by every reader, and mean the same on every
   * file system.
   */
  static boolean isFileName(String name) {
    return FILE_NAME.matcher(name).matches() && !name.equals(NAME);
  }

  /**
   * @param sections further members; numbers that are not finite become null, as JSON has no others
   */
  static byte[] write(ObjectNode sections, Map<String, FileDigest> files) throws IOException {
    ObjectNode json = JSON.createObjectNode().put(VERSION, FORMAT_VERSION);
    for (Map.Entry<String, JsonNode> section : sections.properties()) {
      if (List.of(VERSION, FILES, SELF).contains(section.getKey())) {
        throw new IllegalArgumentException(
            "the manifest has a section " + section.getKey() + " of its own");
      }
      json.set(section.getKey(), FiniteNumbers.in(section.getValue()));
    }
    ObjectNode list = json.putObject(FILES);
    files.forEach(
        (name, file) ->
            list.putObject(name).put("sha256", file.sha256()).put("bytes", file.bytes()));
    String lines = PRETTY.writeValueAsString(json);
    String signed = lines.substring(0, lines.length() - "\n}".length()) + ",\n";
    return (signed + lastLines(sha256(signed.getBytes(StandardCharsets.UTF_8))))
        .getBytes(StandardCharsets.UTF_8);
  }

  /**
   * @throws Malformed if it is not what {@link #write} writes
   */
  static Manifest read(byte[] bytes) throws IOException {
    ObjectNode json = parse(bytes);
    JsonNode version = json.path(VERSION);
    Malformed.require(version.isInt(), "it has no formatVersion");
    Malformed.require(
        version.intValue() == FORMAT_VERSION,
        "its formatVersion is "
            + version.intValue()
            + ", this version of Fallline reads "
            + FORMAT_VERSION);
    requireUnchanged(bytes);
    JsonNode list = json.path(FILES);
    Malformed.require(list.isObject(), "it has no list of files");
    Map<String, FileDigest> files = new LinkedHashMap<>();
    for (Map.Entry<String, JsonNode> file : list.properties()) {
      files.put(file.getKey(), digest(file.getKey(), file.getValue()));
    }
    json.remove(SELF);
    return new Manifest(json, files);
  }

  private static ObjectNode parse(byte[] bytes) throws IOException {
    Malformed.require(bytes.length > 0, "it is empty");
    try {
      JsonNode json = JSON.readTree(bytes);
      Malformed.require(json instanceof ObjectNode, "it is no JSON object");
      return (ObjectNode) json;
    } catch (JsonProcessingException e) {
      String line = e.getLocation() == null ? "" : " (line " + e.getLocation().getLineNr() + ")";
      throw new Malformed("it is no JSON: " + Trouble.firstLine(e.getOriginalMessage()) + line);
    }
  }

  private static void requireUnchanged(byte[] bytes) throws Malformed {
    String placeholder = lastLines("0".repeat(64));
    int signed = bytes.length - placeholder.length();
    Malformed.require(signed > 0, "its last line is not its SHA-256");
    String end = new String(bytes, signed, placeholder.length(), StandardCharsets.UTF_8);
    int digits = placeholder.indexOf('0');
    String stated = end.length() == placeholder.length() ? end.substring(digits, digits + 64) : "";
    Malformed.require(
        SHA_256.matcher(stated).matches() && end.equals(lastLines(stated)),
        "its last line is not its SHA-256");
    byte[] lines = Arrays.copyOf(bytes, signed);
    String found = sha256(lines);
    Malformed.require(
        found.equals(stated),
        "its lines have SHA-256 "
            + Fingerprint.brief(found)
            + ", its last line says "
            + Fingerprint.brief(stated));
  }

  private static FileDigest digest(String name, JsonNode file) throws Malformed {
    Malformed.require(
        isFileName(name),
        "it lists the file \"" + name + "\", which is no name of a file in its directory");
    JsonNode bytes = file.path("bytes");
    JsonNode sha256 = file.path("sha256");
    Malformed.require(
        bytes.isIntegralNumber() && bytes.canConvertToLong() && bytes.longValue() >= 0,
        "it has no length of " + name);
    Malformed.require(
        sha256.isTextual() && SHA_256.matcher(sha256.textValue()).matches(),
        "it has no SHA-256 of " + name);
    return new FileDigest(bytes.longValue(), sha256.textValue());
  }

  private static String lastLines(String sha256) {
    return "  \"" + SELF + "\" : \"" + sha256 + "\"\n}\n";
  }

  private static String sha256(byte[] bytes) {
    MessageDigest digest = Fingerprint.sha256();
    digest.update(bytes);
    return Fingerprint.hex(digest);
  }
}
