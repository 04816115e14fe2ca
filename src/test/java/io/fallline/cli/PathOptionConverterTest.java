package io.fallline.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PathOptionConverterTest {
  @TempDir private Path directory;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "models list                              | --registry",
        "evaluate --data d --model registry:m     | --registry",
        "evaluate --data d                        | --model",
        "predict --data d --model m               | --output",
        "export --format onnx --model m           | --output",
        "report                                   | --run",
        "paths --function bowl                    | --output"
      })
  void anOptionsTextThatIsNoPathIs64(String command, String option) {
    for (String text : List.of("", " ", "a:b", "file:", "C:\\models")) {
      List<String> words = new ArrayList<>(List.of(command.split(" ")));
      words.addAll(List.of(option, text));
      Ran ran = Ran.command(words.toArray(String[]::new));
      assertEquals(64, ran.exit(), ran.err());
      assertEquals("", ran.out());
      assertEquals(1, ran.err().lines().count(), ran.err());
      assertTrue(
          ran.err().startsWith("fallline: Invalid value for option '" + option + "'"), ran.err());
      assertTrue(ran.err().contains("'" + text + "' is not a path, expected one"), ran.err());
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"registry:", "registry:clicks"})
  void aModelOfARegistryIsNoPathAndNeedsNone(String model) {
    Ran ran = Ran.command("export", "--format", "onnx", "--output", "out", "--model", model);
    assertEquals(64, ran.exit(), ran.err());
    assertTrue(ran.err().startsWith("fallline: --model " + model + " n"), ran.err());
  }

  @Test
  void whatIsToBeWrittenInsteadIsAPath() {
    for (String text : List.of("./a:b", directory + "/a:b", "file:" + directory)) {
      Ran ran = Ran.command("report", "--run", text);
      assertEquals(65, ran.exit(), ran.err());
      assertTrue(ran.err().startsWith("fallline: " + text + ": "), ran.err());
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"retrain.registry", "output.directory", "checkpoint.directory", "model.initial"})
  void aSettingThatIsNoPathIs78WithItsLine(String setting) throws Exception {
    String file =
        Files.writeString(
                directory.resolve("job.conf"), "data.train = rows.csv\n" + setting + " = \"a:b\"\n")
            .toString();
    for (String command : List.of("train", "check", "retrain")) {
      Ran ran = Ran.command(command, "--config", file);
      assertEquals(78, ran.exit(), ran.err());
      assertEquals(1, ran.err().lines().count(), ran.err());
      assertTrue(
          ran.err().startsWith("fallline: " + file + ":2: " + setting + " is \"a:b\", expected a "),
          ran.err());
    }
    assertNothingWritten();
  }

  private void assertNothingWritten() throws Exception {
    try (Stream<Path> files = Files.list(directory)) {
      assertEquals(List.of("job.conf"), files.map(file -> file.getFileName().toString()).toList());
    }
    assertFalse(Files.exists(Path.of("a:b")));
  }
}
