package io.fallline.cli;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * In the place of Spark a script that prints the words it is given, and then does what a test
 * wants.
 */
final class ScriptedSpark {
  private static final Path SCRIPT =
      Path.of(System.getProperty("basedir", ""))
          .toAbsolutePath()
          .resolve("submit-scripts/submit.sh");

  private final Path directory;
  private final Map<String, String> environment = new HashMap<>();

  /** What submit.sh ends with. */
  record Submission(int exit, List<String> words, String err) {
    String after(String option) {
      int last = words.lastIndexOf(option);
      assertTrue(last >= 0, () -> option + " is not among " + words);
      return words.get(last + 1);
    }
  }

  /** What a test does to submit.sh while it runs. */
  interface Meanwhile {
    void with(Process process) throws Exception;
  }

  ScriptedSpark(Path directory) throws IOException {
    this.directory = directory;
    Files.createDirectories(directory.resolve("spark/bin"));
    write("spark/jars/spark-core_2.13-4.1.0.jar", "");
    write("fallline.jar", "");
    then("");
    variable("SPARK_HOME", directory.resolve("spark").toString());
    variable("FALLLINE_JAR", jar());
  }

  String jar() {
    return directory.resolve("fallline.jar").toString();
  }

  void variable(String name, String value) {
    environment.put(name, value);
  }

  /** What spark-submit does when it has printed its words. */
  void then(String commands) throws IOException {
    Path script =
        Files.writeString(
            directory.resolve("spark/bin/spark-submit"),
            "#!/usr/bin/env bash\nprintf '%s\\n' \"$@\"\n" + commands + "\n");
    assertTrue(script.toFile().setExecutable(true));
  }

  void write(String name, String text) throws IOException {
    Path file = directory.resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }

  Submission submit(String submitArguments, String... words) throws Exception {
    return submit(process -> {}, submitArguments, words);
  }

  Submission submit(Meanwhile meanwhile, String submitArguments, String... words) throws Exception {
    environment.put("FALLLINE_SUBMIT_ARGS", submitArguments);
    List<String> command = new ArrayList<>(List.of(SCRIPT.toString()));
    command.addAll(List.of(words));
    ProcessBuilder builder = new ProcessBuilder(command).directory(directory.toFile());
    builder.environment().keySet().removeIf(name -> name.startsWith("FALLLINE_"));
    builder.environment().putAll(environment);
    Path out = directory.resolve("out");
    Path err = directory.resolve("err");
    Process process = builder.redirectOutput(out.toFile()).redirectError(err.toFile()).start();
    meanwhile.with(process);
    assertTrue(process.waitFor(1, TimeUnit.MINUTES));
    return new Submission(process.exitValue(), Files.readAllLines(out), Files.readString(err));
  }

  /** What it has said so far. */
  String said() throws IOException {
    return Files.readString(directory.resolve("err"));
  }
}
