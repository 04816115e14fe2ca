package io.fallline.job;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fallline.core.failure.Failure;
import io.fallline.data.SourceFile;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Up to where a model knows the data: the files that it, or one that it goes back to, was trained
 * on. A file that has changed since is another.
 *
 * @param files by path, as each was when it was read last
 */
public record SourceWatermark(Map<String, SourceFile> files) {
  static final String FILE = "watermark.json";
  static final SourceWatermark NONE = new SourceWatermark(Map.of());
  private static final ObjectMapper JSON = new ObjectMapper();

  public SourceWatermark {
    files = new TreeMap<>(files);
  }

  List<SourceFile> unseen(List<SourceFile> listed) {
    return listed.stream().filter(file -> !file.equals(files.get(file.path()))).toList();
  }

  SourceWatermark with(List<SourceFile> read) {
    Map<String, SourceFile> all = new TreeMap<>(files);
    all.putAll(byPath(read));
    return new SourceWatermark(all);
  }

  static SourceWatermark of(List<SourceFile> read) {
    return new SourceWatermark(byPath(read));
  }

  private static Map<String, SourceFile> byPath(List<SourceFile> read) {
    return read.stream().collect(Collectors.toMap(SourceFile::path, file -> file));
  }

  byte[] toJson() {
    ObjectNode json = JSON.createObjectNode();
    ArrayNode list = json.putArray("files");
    for (SourceFile file : files.values()) {
      list.addObject()
          .put("path", file.path())
          .put("bytes", file.bytes())
          .put("modifiedMillis", file.modifiedMillis());
    }
    try {
      return JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(json);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a list of files can be written", e);
    }
  }

  /**
   * @param shown where it is from, for messages
   * @throws Failure (data) if it is none
   */
  static SourceWatermark read(String shown, byte[] bytes) {
    try {
      Map<String, SourceFile> files = new TreeMap<>();
      for (JsonNode file : JSON.readTree(bytes).path("files")) {
        SourceFile read =
            new SourceFile(
                file.path("path").asText(),
                file.path("bytes").asLong(),
                file.path("modifiedMillis").asLong());
        files.put(read.path(), read);
      }
      return new SourceWatermark(files);
    } catch (IOException e) {
      throw new Failure(
          Failure.Kind.DATA, shown + ": " + FILE + " cannot be used: " + e.getMessage(), e);
    }
  }
}
