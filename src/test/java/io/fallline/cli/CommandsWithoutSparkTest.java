package io.fallline.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.fallline.testing.ForkedJava;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The commands that need no Spark and do not wait for one. */
class CommandsWithoutSparkTest {
  @TempDir private Path directory;

  /** A command in a process of its own, which tells whether it has loaded Spark's context. */
  static final class Program {
    private Program() {}

    public static void main(String[] words) throws Exception {
      Ran ran = Ran.command(Arrays.copyOfRange(words, 1, words.length));
      Method loaded = ClassLoader.class.getDeclaredMethod("findLoadedClass", String.class);
      loaded.setAccessible(true);
      Object context =
          loaded.invoke(Program.class.getClassLoader(), "org.apache.spark.SparkContext");
      Files.write(
          Path.of(words[0]),
          List.of(
              "exit " + ran.exit(), context == null ? "without Spark" : "has loaded " + context));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "--help",
        "--version",
        "train --help",
        "models list --registry HERE/registry",
        "paths --function bowl --steps 3 --output HERE/paths"
      })
  void noSparkContextIsLoaded(String line) throws Exception {
    assertEquals(
        List.of("exit 0", "without Spark"), ran(line.replace("HERE", directory.toString())));
  }

  @Test
  void aReportIsWrittenWithoutSpark() throws Exception {
    Path run = Files.createDirectory(directory.resolve("run"));
    Files.writeString(run.resolve("history.jsonl"), "");
    assertEquals("without Spark", ran("report --run " + run).get(1));
  }

  private static List<String> ran(String line) throws Exception {
    return ForkedJava.lines(
        ForkedJava.home(),
        List.of("--add-opens=java.base/java.lang=ALL-UNNAMED", ForkedJava.VECTOR_MODULE),
        Program.class,
        line.split(" "));
  }
}
