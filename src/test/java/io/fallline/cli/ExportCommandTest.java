package io.fallline.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.fallline.scorer.ModelCase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExportCommandTest {
  @TempDir private Path directory;
  private Path model;
  private Path file;

  @BeforeEach
  void writeModel() {
    model =
        new ModelCase("logistic", "relu", "STANDARD", "MEAN", true, false, false, "no yes")
            .write(directory.resolve("model"), "java");
    file = directory.resolve("out/model.onnx");
  }

  @Test
  void itWritesOneFileAndNothingBeside() throws IOException {
    Ran ran = export("onnx", file, "--json");
    assertEquals(0, ran.exit(), ran.err());
    assertEquals(
        Files.size(file), new ObjectMapper().readTree(ran.out()).get("bytes").asLong(), ran.out());
    try (Stream<Path> beside = Files.list(file.getParent())) {
      assertEquals(List.of(file), beside.toList());
    }
    byte[] again = Files.readAllBytes(file);
    assertEquals(0, export("onnx", file.resolveSibling("again.onnx")).exit());
    assertArrayEquals(again, Files.readAllBytes(file.resolveSibling("again.onnx")));
  }

  @Test
  void whatIsThereIsLeftAloneAnd74() throws IOException {
    Files.createDirectories(file.getParent());
    Files.writeString(file, "mine");
    Ran ran = export("onnx", file);
    assertEquals(74, ran.exit());
    assertEquals(
        "fallline: " + file + ": exists already; it was left as it is\n",
        ran.err().replace(System.lineSeparator(), "\n"));
    assertEquals("mine", Files.readString(file));
  }

  @Test
  void anUnknownFormatIs64() {
    Ran ran = export("onxn", file);
    assertEquals(64, ran.exit());
    assertTrue(
        ran.err().startsWith("fallline: --format onxn is not a format; did you mean onnx?"),
        ran.err());
  }

  @Test
  void aMissingModelIs65() {
    model = directory.resolve("nowhere");
    Ran ran = export("onnx", file);
    assertEquals(65, ran.exit());
    assertTrue(ran.err().contains("does not exist, expected a model directory"), ran.err());
  }

  private Ran export(String format, Path output, String... more) {
    return Ran.command(
        Stream.concat(
                Stream.of(
                    "export",
                    "--model",
                    model.toString(),
                    "--format",
                    format,
                    "--output",
                    output.toString()),
                Stream.of(more))
            .toArray(String[]::new));
  }
}
