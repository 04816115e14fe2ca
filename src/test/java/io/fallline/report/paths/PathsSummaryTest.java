package io.fallline.report.paths;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fallline.core.function.Point;
import io.fallline.report.ReadableNumbers;
import io.fallline.report.paths.FunctionWithPaths.FunctionPath;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PathsSummaryTest {
  private static final FunctionWithPaths SHOWN = Shown.descents("bowl", 40, 0.1, 0.6);
  private static final PathsSummary SUMMARY =
      new PathsSummary(SHOWN, Map.of("picture", "out/paths.svg"));

  @Test
  void theTextIsATableWithALineAPathAndThenTheFiles() {
    List<String> lines = SUMMARY.toText().lines().toList();
    assertEquals("bowl: x² + 2y²", lines.get(0));
    assertEquals(
        List.of("path", "steps", "ends at", "value", "gradient", "differs by"),
        cells(lines.get(2)));
    FunctionPath path = SHOWN.paths().get(1);
    Point end = path.path().last();
    assertEquals(
        List.of(
            "sgd 0.6",
            "" + path.path().steps(),
            FunctionWithPaths.pair(end),
            ReadableNumbers.significant(SHOWN.function().value(end)),
            ReadableNumbers.significant(SHOWN.function().gradient(end).norm()),
            ReadableNumbers.significant(SHOWN.largestDifference(path)),
            "left at step " + path.path().steps()),
        cells(lines.get(4)));
    assertEquals("  picture  out/paths.svg", lines.get(lines.size() - 1));
  }

  private static List<String> cells(String line) {
    return List.of(line.strip().split(" {2,}"));
  }

  @Test
  void theJsonHasWhereAndWhyEachPathEnds() throws Exception {
    JsonNode json = new ObjectMapper().readTree(SUMMARY.toJson());
    JsonNode left = json.get("paths").get(1);
    Point end = SHOWN.paths().get(1).path().last();
    assertEquals("bowl", json.get("function").asText());
    assertEquals("maxSteps", json.get("paths").get(0).get("stopReason").asText());
    assertEquals("leftWindow", left.get("stopReason").asText());
    assertEquals(end.x(), left.get("end").get(0).asDouble());
    assertEquals(end.y(), left.get("end").get(1).asDouble());
    assertEquals(SHOWN.function().value(end), left.get("value").asDouble());
    assertEquals("out/paths.svg", json.get("files").get("picture").asText());
  }
}
