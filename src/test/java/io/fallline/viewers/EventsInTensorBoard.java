package io.fallline.viewers;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The event file of a run as TensorBoard itself reads it. */
@Tag("browser")
class EventsInTensorBoard {
  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir private Path directory;

  @Test
  void tensorBoardFindsTheWholeHistoryOfARun() throws Exception {
    Path run = SampleRuns.train("breast-cancer", directory.resolve("runs"));
    JsonNode scalars = read(run);
    Map<String, Integer> found = new HashMap<>();
    for (String line : Files.readAllLines(run.resolve("history.jsonl"))) {
      JsonNode told = JSON.readTree(line);
      if (told.has("validation")) {
        for (var metric : told.get("validation").properties()) {
          String tag =
              metric.getKey().equals("loss") ? "loss/validation" : "validation/" + metric.getKey();
          require(scalars, tag, told.get("step"), metric.getValue(), found);
        }
      } else {
        require(scalars, "loss/training", told.get("step"), told.get("loss"), found);
        for (String name : new String[] {"learningRate", "gradientNorm", "samplesPerSecond"}) {
          require(scalars, "training/" + name, told.get("step"), told.get(name), found);
        }
      }
    }
    for (var tag : scalars.properties()) {
      assertEquals(found.get(tag.getKey()), tag.getValue().size(), tag.getKey());
    }
    assertTrue(found.get("loss/training") > 500 && found.get("loss/validation") == 50, "" + found);
  }

  private static void require(
      JsonNode scalars, String tag, JsonNode step, JsonNode value, Map<String, Integer> found) {
    if (value.isNumber()) {
      JsonNode scalar = scalars.path(tag).path(found.merge(tag, 1, Integer::sum) - 1);
      assertEquals(step.asLong(), scalar.path(0).asLong(), tag);
      assertEquals((float) value.asDouble(), scalar.path(1).floatValue(), tag + " " + step);
    }
  }

  private JsonNode read(Path run) throws Exception {
    Path home = Path.of(System.getenv("FALLLINE_HOME"));
    File told = directory.resolve("scalars.json").toFile();
    Process python =
        new ProcessBuilder(
                SampleRuns.viewers().resolve("bin/python").toString(),
                home.resolve("src/test/viewers/scalars.py").toString(),
                run.toString())
            .redirectOutput(told)
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    assertEquals(0, python.waitFor(), "scalars.py's exit code");
    return JSON.readTree(told);
  }
}
