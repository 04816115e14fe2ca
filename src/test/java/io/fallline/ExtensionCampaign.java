package io.fallline;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fallline.ml.ParamSources;
import io.fallline.testing.Campaign;
import io.fallline.testing.LongTrial;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * The examples of CONTRIBUTING.md in a copy of this tree: each is one file and one line, and after
 * the command that writes what is made from the code the copy builds and passes its tests.
 */
@LongTrial
class ExtensionCampaign {
  private static final Path ORIGINAL = Path.of(System.getProperty("basedir", "")).toAbsolutePath();
  private static final Path COPY = ORIGINAL.resolve("target/extension");
  private static final Path LOG = ORIGINAL.resolve("target/extension.log");

  /** What git does not keep, or keeps for itself. */
  private static final Set<String> LEFT_OUT = Set.of("target", ".git", "runs", "checkpoints");

  private static final boolean FULL = Campaign.rounds(1, 0) > 0;

  /** A brief trial takes these along, and compiles what is newer. */
  private static final List<String> COMPILED = List.of("target/classes", "target/test-classes");

  /** Where a file goes, the registry and its line, the file. */
  private static final Pattern EXAMPLE =
      Pattern.compile(
          "(?ms)^`(core/\\w+/)(\\w+\\.java)`; the line in `(\\w+)` is `(\\.add\\([^`]+\\))`"
              + "[^\n]*\n```java\n(package .*?)^```$");

  /** Of a brief trial: those that walk the registries or read what is made from them. */
  private static final List<String> WALKING =
      List.of(
          "ArchitectureTest",
          "CommandLineTest",
          "GeneratedFilesTest",
          "GlossaryTest",
          "GradientTest",
          "LearningRateSchedulesTest",
          "LossesTest",
          "OnnxModelTest",
          "OptimizerContractTest",
          "OptimizerDescentTest",
          "ParamNamesTest",
          "ParamsTest",
          "RulesDocTest");

  /**
   * @param file below src/main/java/io/fallline
   * @param registry below it, too
   */
  private record Example(Path file, String code, Path registry, String line) {
    private static Example of(MatchResult found) {
      Path room = Path.of(found.group(1));
      return new Example(
          room.resolve(found.group(2)),
          found.group(5),
          room.resolve(found.group(3) + ".java"),
          "        " + found.group(4));
    }

    /** Writes the file, and the line above the last one of the registry. */
    private void write() throws IOException {
      Path main = COPY.resolve("src/main/java/io/fallline");
      assertTrue(Files.notExists(main.resolve(file)), file + " is there already");
      Files.writeString(main.resolve(file), code);
      List<String> lines = new ArrayList<>(Files.readAllLines(main.resolve(registry)));
      int last = lines.size() - 1;
      while (!lines.get(last).startsWith("        .add(")) {
        last--;
      }
      lines.add(last, line);
      Files.writeString(main.resolve(registry), String.join("\n", lines) + "\n");
    }
  }

  @BeforeEach
  void copyTheTree() throws IOException {
    Files.deleteIfExists(LOG);
    if (Files.exists(COPY)) {
      try (Stream<Path> old = Files.walk(COPY)) {
        for (Path file : old.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(file);
        }
      }
    }
    copy(ORIGINAL, COPY);
    for (String compiled : FULL ? List.<String>of() : COMPILED) {
      copy(ORIGINAL.resolve(compiled), COPY.resolve(compiled));
    }
  }

  private static void copy(Path from, Path to) throws IOException {
    for (Path file : files(from)) {
      Path copied = to.resolve(file);
      Files.createDirectories(copied.getParent());
      Files.copy(from.resolve(file), copied, StandardCopyOption.COPY_ATTRIBUTES);
    }
  }

  @Test
  void theExamplesThatContributorsReadAreOneFileAndOneLineEach()
      throws IOException, InterruptedException {
    List<Example> examples =
        EXAMPLE
            .matcher(Files.readString(ORIGINAL.resolve("CONTRIBUTING.md")))
            .results()
            .map(Example::of)
            .toList();
    assertTrue(examples.size() >= 2, "only " + examples);
    for (Example example : examples) {
      example.write();
    }
    int byHand = changed().size();
    assertEquals(2 * examples.size(), byHand, "a file and a registry each: " + changed());
    if (FULL) {
      assertNotEquals(0, maven("test", "-Dtest=GeneratedFilesTest"), "nothing has been generated");
      String found = Files.readString(LOG);
      assertTrue(found.contains(ParamSources.COMMAND), found);
    }
    String[] generate = ParamSources.COMMAND.substring("mvn ".length()).split(" ");
    assertEquals(0, maven(generate), ParamSources.COMMAND + ": " + LOG);
    for (String test : WALKING) {
      assertTrue(files(ORIGINAL).stream().anyMatch(file -> file.endsWith(test + ".java")), test);
    }
    String[] build =
        FULL
            ? new String[] {"verify"}
            : new String[] {"test", "-Dtest=" + String.join(",", WALKING)};
    assertEquals(0, maven(build), String.join(" ", build) + ": " + LOG);
    Campaign.figure(
        "extensions: %d examples of CONTRIBUTING.md, %d files and %d lines by hand, %d files by %s; then mvn %s passes"
            .formatted(
                examples.size(),
                examples.size(),
                examples.size(),
                changed().size() - byHand,
                ParamSources.COMMAND,
                build[0]));
  }

  /** What the copy has that the original has not, or has otherwise. */
  private static Set<Path> changed() throws IOException {
    Set<Path> changed = new TreeSet<>();
    for (Path file : files(COPY)) {
      Path original = ORIGINAL.resolve(file);
      if (Files.notExists(original) || Files.mismatch(original, COPY.resolve(file)) >= 0) {
        changed.add(file);
      }
    }
    return changed;
  }

  private static List<Path> files(Path root) throws IOException {
    try (Stream<Path> files = Files.walk(root)) {
      return files
          .filter(file -> !file.equals(root))
          .map(root::relativize)
          .filter(file -> !LEFT_OUT.contains(file.getName(0).toString()))
          .filter(file -> Files.isRegularFile(root.resolve(file)))
          .toList();
    }
  }

  /** The exit code; what Maven prints goes to the log. */
  private static int maven(String... arguments) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of("mvn", "-B", "-o"));
    command.addAll(Arrays.asList(arguments));
    if (!FULL) {
      command.add("-Dmaven.compiler.useIncrementalCompilation=false");
    }
    return new ProcessBuilder(command)
        .directory(COPY.toFile())
        .redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.appendTo(LOG.toFile()))
        .start()
        .waitFor();
  }
}
