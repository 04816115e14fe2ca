package io.fallline.store;

import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fallline.store.DirectoryManifest.FileDigest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/** Writes what {@link DirectoryManifest} reads. */
final class ManifestWriter {
  private static final DefaultIndenter LINES = new DefaultIndenter("  ", "\n");
  private static final JsonMapper JSON = new JsonMapper();
  private static final ObjectWriter PRETTY =
      JSON.writer(new DefaultPrettyPrinter().withObjectIndenter(LINES));

  private ManifestWriter() {}

  /** What was read, for those who write it again. */
  static ObjectNode tree(Map<String, Object> sections) {
    return JSON.valueToTree(sections);
  }

  /**
   * @param sections further members; numbers that are not finite become null, as JSON has no others
   */
  static byte[] write(ObjectNode sections, Map<String, FileDigest> files) throws IOException {
    ObjectNode json =
        JSON.createObjectNode().put(DirectoryManifest.VERSION, DirectoryManifest.FORMAT_VERSION);
    for (Map.Entry<String, JsonNode> section : sections.properties()) {
      if (List.of(DirectoryManifest.VERSION, DirectoryManifest.FILES, DirectoryManifest.SELF)
          .contains(section.getKey())) {
        throw new IllegalArgumentException(
            "the manifest has a section " + section.getKey() + " of its own");
      }
      json.set(section.getKey(), FiniteNumbers.in(section.getValue()));
    }
    ObjectNode list = json.putObject(DirectoryManifest.FILES);
    files.forEach(
        (name, file) -> {
          ObjectNode facts = list.putObject(name);
          facts.put("sha256", file.sha256()).put("bytes", file.bytes());
          if (!file.storedAs().equals(name)) {
            facts.put(DirectoryManifest.STORED_AS, file.storedAs());
          }
        });
    String lines = PRETTY.writeValueAsString(json);
    String signed = lines.substring(0, lines.length() - "\n}".length()) + ",\n";
    return (signed
            + DirectoryManifest.lastLines(
                DirectoryManifest.sha256(signed.getBytes(StandardCharsets.UTF_8))))
        .getBytes(StandardCharsets.UTF_8);
  }
}
