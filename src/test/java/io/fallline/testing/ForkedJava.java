package io.fallline.testing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Programs of the tests in a Java process of their own, of this Java or another. */
public final class ForkedJava {
  /** Without it the vector kernels are not there, as they are not for a user who lacks it. */
  public static final String VECTOR_MODULE = "--add-modules=jdk.incubator.vector";

  private static final long SECONDS = 900;

  private ForkedJava() {}

  /** The Java that the tests run on. */
  public static Path home() {
    return Path.of(System.getProperty("java.home"));
  }

  /**
   * The Java of {@code -DnewerJava=HOME}; else the newest of those beside the one the tests run on,
   * if it is newer.
   */
  public static Optional<Path> newerHome() throws IOException {
    String given = System.getProperty("newerJava");
    if (given != null) {
      return Optional.of(Path.of(given));
    }
    try (Stream<Path> beside = Files.list(home().toRealPath().resolveSibling("."))) {
      return beside
          .filter(java -> feature(java) > Runtime.version().feature())
          .max(Comparator.comparingInt(ForkedJava::feature));
    }
  }

  /**
   * Runs a main class on the tests' class path.
   *
   * @param arguments of the program, after the name of a file for it to write
   * @return the lines of that file
   */
  public static List<String> lines(
      Path javaHome, List<String> options, Class<?> program, String... arguments)
      throws IOException, InterruptedException {
    Path lines = Files.createTempFile("forked", ".lines");
    Path said = Files.createTempFile("forked", ".log");
    try {
      List<String> command =
          new ArrayList<>(List.of(javaHome.resolve("bin").resolve("java").toString()));
      command.addAll(List.of("-Xmx512m", "-cp", System.getProperty("java.class.path")));
      command.addAll(options);
      command.addAll(List.of(program.getName(), lines.toString()));
      command.addAll(List.of(arguments));
      Process process =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(said.toFile())
              .start();
      try {
        assertTrue(
            process.waitFor(SECONDS, TimeUnit.SECONDS), () -> program + " " + options + " hangs");
      } finally {
        process.destroyForcibly();
      }
      String output = Files.readString(said);
      assertEquals(0, process.exitValue(), () -> javaHome + " " + options + "\n" + output);
      return Files.readAllLines(lines);
    } finally {
      Files.delete(lines);
      Files.delete(said);
    }
  }

  /** The feature release of a Java by its release file; 0 where there is none. */
  private static int feature(Path javaHome) {
    Path release = javaHome.resolve("release");
    if (!Files.isRegularFile(release)) {
      return 0;
    }
    Properties properties = new Properties();
    try (var reader = Files.newBufferedReader(release)) {
      properties.load(reader);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
    String version = properties.getProperty("JAVA_VERSION", "\"0\"").replace("\"", "");
    return Runtime.Version.parse(version).feature();
  }
}
