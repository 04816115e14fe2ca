package io.fallline;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import io.fallline.cli.CommandRun;
import io.fallline.scorer.ScorerJar;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The commands of docs/exports.md, run, and its Java, which stands here to be compiled and run. */
class ExportsPageTest {
  private static final Path PAGE = Path.of("docs/exports.md");
  private static final String COMMAND = "    submit-scripts/local.sh ";
  private static final String MODEL = "runs/iris/20260101-120000/model";

  @TempDir private Path directory;

  @Test
  void whatThePageSaysCanBeDone() throws Exception {
    for (String line : Files.readAllLines(PAGE)) {
      if (line.startsWith(COMMAND)) {
        CommandRun run = CommandRun.of(arguments(line.substring(COMMAND.length())));
        assertEquals(0, run.exit(), line + "\n" + run.err());
      }
    }
    runtime(directory.resolve("iris.onnx"));
    scorer();
  }

  private String[] arguments(String command) throws IOException {
    List<String> words = new ArrayList<>(List.of(command.split(" ")));
    if (words.get(0).equals("train")) {
      words.add("--set=output.directory=" + directory.resolve("runs"));
    }
    for (int i = 0; i < words.size(); i++) {
      if (words.get(i).equals("runs/iris/*/model")) {
        words.set(i, model().toString());
      } else if (words.get(i).equals("iris.onnx")) {
        words.set(i, directory.resolve("iris.onnx").toString());
      }
    }
    return words.toArray(String[]::new);
  }

  private Path model() {
    try (Stream<Path> runs = Files.list(directory.resolve("runs/iris"))) {
      return runs.findFirst().orElseThrow().resolve("model");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void runtime(Path file) throws OrtException {
    // page
    OrtEnvironment environment = OrtEnvironment.getEnvironment();
    try (OrtSession session = environment.createSession(file.toString());
        OnnxTensor features =
            OnnxTensor.createTensor(environment, new double[][] {{5.1, 3.5, 1.4, 0.2}});
        OrtSession.Result result = session.run(Map.of("features", features))) {
      String[] species = (String[]) result.get("prediction").orElseThrow().getValue();
      System.out.println(species[0]);
      // page
      assertEquals("setosa", species[0]);
    }
  }

  /** Writes the page's program and runs the two commands that compile and run it. */
  private void scorer() throws Exception {
    String page = Files.readString(PAGE);
    int begins = page.indexOf("import io.fallline.scorer.Prediction;");
    Files.writeString(
        directory.resolve("Score.java"), page.substring(begins, page.indexOf("```", begins)));
    Path lib = Files.createDirectory(directory.resolve("lib"));
    Path jar = ScorerJar.in(directory);
    Files.copy(jar, lib.resolve("fallline-scorer.jar"));
    for (Path each : ScorerJar.jackson()) {
      Files.copy(each, lib.resolve(each.getFileName()));
    }
    List<String> commands =
        page.lines()
            .filter(line -> line.matches(" {4}javac? -cp \"lib.*"))
            .map(line -> line.strip().replace(MODEL, model().toString()))
            .toList();
    assertEquals(2, commands.size(), commands.toString());
    assertEquals("", run(commands.get(0)));
    String said = run(commands.get(1));
    String first = said.lines().findFirst().orElseThrow();
    assertTrue(page.contains("`" + first + "`"), said);
    assertEquals(2, said.lines().count(), said);
  }

  private String run(String command) throws Exception {
    Path out = directory.resolve("said");
    ProcessBuilder builder =
        new ProcessBuilder("bash", "-c", command).directory(directory.toFile());
    builder
        .environment()
        .merge(
            "PATH",
            Path.of(System.getProperty("java.home"), "bin").toString(),
            (path, java) -> java + File.pathSeparator + path);
    Process process = builder.redirectErrorStream(true).redirectOutput(out.toFile()).start();
    try {
      assertTrue(process.waitFor(120, TimeUnit.SECONDS), "still running: " + command);
    } finally {
      process.destroyForcibly();
    }
    assertEquals(0, process.exitValue(), command + "\n" + Files.readString(out));
    return Files.readString(out);
  }

  @Test
  void thePageHasThisJava() throws IOException {
    String[] parts =
        Files.readString(Path.of("src/test/java/io/fallline/ExportsPageTest.java"))
            .split(" +// page\n");
    String page = words(Files.readString(PAGE));
    for (int i = 1; i < parts.length; i += 2) {
      String example = words(parts[i]);
      assertTrue(page.contains(example), () -> "the page does not have\n" + example);
    }
  }

  private static String words(String text) {
    return text.lines().map(String::strip).collect(Collectors.joining(" ")).replace("( ", "(");
  }
}
