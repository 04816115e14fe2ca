package io.fallline.retrain;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fallline.core.failure.Failure;
import io.fallline.data.sources.SourceListing.SourceFile;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The files that a model, or one that it goes back to, was trained on. A file that has changed
 * since is another.
 *
 * @param files by path, as each was when it was read last
 */
public record SourceWatermark(Map<String, SourceFile> files) {
  static final String FILE = "watermark.json";
  static final SourceWatermark NONE = new SourceWatermark(Map.of());
  private static final ObjectMapper JSON =
      new ObjectMapper()
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .enable(
              DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES,
              DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES);

  /** The JSON of a watermark. */
  private record Listing(List<SourceFile> files) {}

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
    return read.stream()
        .collect(Collectors.toMap(SourceFile::path, file -> file, (one, later) -> later));
  }

  byte[] toJson() {
    try {
      return JSON.writerWithDefaultPrettyPrinter()
          .writeValueAsBytes(new Listing(List.copyOf(files.values())));
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
      return of(JSON.readValue(bytes, Listing.class).files);
    } catch (IOException e) {
      throw Failure.data(shown + ": " + FILE + " cannot be used: " + reason(e), e);
    }
  }

  /** Jackson adds lines with the place in the bytes. */
  static String reason(IOException e) {
    return e instanceof JsonProcessingException json ? json.getOriginalMessage() : e.getMessage();
  }
}
