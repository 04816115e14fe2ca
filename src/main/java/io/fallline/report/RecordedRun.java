package io.fallline.report;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.fallline.core.failure.Failure;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A run as the files of its directory have it; a run that was stopped lacks some.
 *
 * @param id the directory's name, which says when the run began
 * @param summary {@code summary.json}; a missing node where the run has not come to its end
 * @param configuration {@code resolved.conf}; empty if it is not there
 * @param details where the run has come to its end
 * @param failure what ended it, where something did
 */
public record RecordedRun(
    String id,
    JsonNode summary,
    History history,
    String configuration,
    Optional<ReportData> details,
    Optional<String> failure) {
  private static final String SUMMARY = "summary.json";
  private static final String CONFIGURATION = "resolved.conf";
  private static final String FAILURE = "failure.json";

  /** The files that are asked for. */
  public static final List<String> FILES =
      List.of(SUMMARY, History.FILE, CONFIGURATION, ReportData.FILE, FAILURE);

  /**
   * @param directory as messages name it
   * @param id its name
   * @param files by name, those that are there
   * @throws Failure (data) if these are not a run's, or one cannot be understood
   */
  public static RecordedRun of(String directory, String id, Map<String, byte[]> files) {
    if (!files.containsKey(History.FILE)) {
      throw Failure.data(
          "%s: has no %s, expected the directory of a run, OUTPUT/NAME/ID, as train prints it",
          directory, History.FILE);
    }
    return new RecordedRun(
        id,
        json(directory, files, SUMMARY),
        History.read(directory + "/" + History.FILE, files.get(History.FILE)),
        new String(files.getOrDefault(CONFIGURATION, new byte[0]), StandardCharsets.UTF_8),
        Optional.ofNullable(files.get(ReportData.FILE))
            .map(bytes -> ReportData.read(directory + "/" + ReportData.FILE, bytes)),
        Optional.ofNullable(json(directory, files, FAILURE).path("message").textValue()));
  }

  /** The name and content of the file that says what ended a run. */
  public static Map.Entry<String, byte[]> failure(String message) {
    return Map.entry(
        FAILURE,
        ReportJson.pretty(ReportJson.object().put("message", message))
            .getBytes(StandardCharsets.UTF_8));
  }

  private static JsonNode json(String directory, Map<String, byte[]> files, String name) {
    byte[] bytes = files.get(name);
    if (bytes == null) {
      return MissingNode.getInstance();
    }
    String file = directory + "/" + name;
    try {
      JsonNode json = ReportJson.read(new String(bytes, StandardCharsets.UTF_8));
      if (json.isObject()) {
        return json;
      }
      throw Failure.data(file + ": cannot be used: expected a JSON object");
    } catch (JsonProcessingException e) {
      throw unusable(file, e);
    }
  }

  static Failure unusable(String file, JsonProcessingException cause) {
    String place =
        cause.getLocation() == null ? "" : " (line " + cause.getLocation().getLineNr() + ")";
    return Failure.data(
        file
            + ": cannot be used: "
            + cause.getOriginalMessage().lines().findFirst().orElse("")
            + place,
        cause);
  }
}
