package io.fallline.testing;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fallline.cli.CommandRun;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * A Spark to submit to and a jar to submit, made of the tests' class path: tests run before Maven
 * packages, and need no Spark but the one they are compiled against. As in the real jar, what Spark
 * does not bring is in ours and nowhere else.
 */
public final class TestDistribution {
  private static final Path PROJECT = Path.of(System.getProperty("basedir", "")).toAbsolutePath();
  private static final long SECONDS = 360;

  /** For processes that compute little: compiling well would take longer than running does. */
  private static final String SHORT_LIVED = "-XX:TieredStopAtLevel=1";

  private static boolean built;

  private final Path sparkHome;
  private final Path jar;
  private final Path scratch;
  private final String settings;
  private final Map<String, String> environment;

  private TestDistribution(
      Path sparkHome, Path jar, Path scratch, String settings, Map<String, String> environment) {
    this.sparkHome = sparkHome;
    this.jar = jar;
    this.scratch = scratch;
    this.settings = settings;
    this.environment = environment;
  }

  /**
   * The one of this JVM, put together when it is first asked for.
   *
   * @param scratch for what processes write
   */
  public static synchronized TestDistribution build(Path scratch) throws IOException {
    // JVMs that run tests at the same time write one each
    Path root =
        PROJECT.resolve("target/test-distribution-" + System.getProperty("testFork", "alone"));
    Path home = root.resolve("spark-home");
    Path jar = root.resolve("fallline.jar");
    if (!built) {
      TestJars.link(home.resolve("jars"));
      TestJars.pack(jar);
      built = true;
    }
    return new TestDistribution(home, jar, scratch, "", Map.of());
  }

  /** The same jar on another Spark. */
  public TestDistribution on(Path otherHome) {
    return new TestDistribution(otherHome, jar, scratch, settings, environment);
  }

  /** With these words for spark-submit as well. */
  public TestDistribution withWords(String words) {
    return new TestDistribution(sparkHome, jar, scratch, settings + " " + words, environment);
  }

  /** With a variable of the environment as well. */
  public TestDistribution withVariable(String name, String value) {
    Map<String, String> more = new HashMap<>(environment);
    more.put(name, value);
    return new TestDistribution(sparkHome, jar, scratch, settings, more);
  }

  /** Where Spark is. */
  public Path sparkHome() {
    return sparkHome;
  }

  /** What is submitted. */
  public Path jar() {
    return jar;
  }

  /** With these settings of Spark as well, {@code key=value} each. */
  public TestDistribution with(String... added) {
    return withWords("--conf " + String.join(" --conf ", added));
  }

  /** Runs a command through {@code submit.sh}. */
  public CommandRun submit(String master, String... arguments) throws Exception {
    return submit(process -> {}, master, arguments);
  }

  /** What a test does to a running command. */
  public interface Meanwhile {
    void with(Process process) throws Exception;
  }

  /** Runs a command through {@code submit.sh}, and something else meanwhile. */
  public CommandRun submit(Meanwhile meanwhile, String master, String... arguments)
      throws Exception {
    List<String> command =
        new ArrayList<>(List.of(PROJECT.resolve("submit-scripts/submit.sh").toString()));
    command.addAll(List.of(arguments));
    Path out = Files.createTempFile(scratch, "submit", ".out");
    Path err = Files.createTempFile(scratch, "submit", ".err");
    ProcessBuilder builder = process(command);
    builder
        .environment()
        .putAll(
            Map.of(
                "FALLLINE_MASTER",
                master,
                "FALLLINE_JAR",
                jar.toString(),
                "FALLLINE_JAVA_OPTS",
                "-Xmx1g -XX:+UseSerialGC " + SHORT_LIVED,
                "FALLLINE_SUBMIT_ARGS",
                "--executor-memory 512m --conf spark.driver.host=127.0.0.1 --conf spark.ui.enabled=false"
                    + settings));
    Process process = builder.redirectOutput(out.toFile()).redirectError(err.toFile()).start();
    try {
      meanwhile.with(process);
      assertTrue(
          process.waitFor(SECONDS, TimeUnit.SECONDS),
          () -> "still running; standard error: " + read(err));
    } finally {
      end(process);
    }
    return new CommandRun(process.exitValue(), read(out), read(err));
  }

  /** Starts one of Spark's own daemons. */
  Process start(String mainClass, String... arguments) throws IOException {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "@" + PROJECT.resolve("submit-scripts/jvm.options"),
                "-Xmx256m",
                "-XX:+UseSerialGC",
                SHORT_LIVED,
                "-cp",
                sparkHome.resolve("jars") + File.separator + "*",
                mainClass));
    command.addAll(List.of(arguments));
    return process(command).redirectErrorStream(true).start();
  }

  /**
   * Starts a driver of the tests' own, with their class path; what it says on either stream is on
   * one.
   */
  public Process startDriver(String mainClass, String... arguments) throws IOException {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "@" + PROJECT.resolve("submit-scripts/jvm.options"),
                "-Dlog4j2.configurationFile=file://"
                    + PROJECT.resolve("submit-scripts/log4j2.properties"),
                "-Dfallline.test.jar=" + jar,
                "-Xmx1g",
                "-XX:+UseSerialGC",
                "-cp",
                System.getProperty("java.class.path"),
                mainClass));
    command.addAll(List.of(arguments));
    return process(command).redirectErrorStream(true).start();
  }

  /** Ends a process and those it started, and waits until they are gone. */
  public static void end(Process process) {
    List<ProcessHandle> handles =
        Stream.concat(process.descendants(), Stream.of(process.toHandle())).toList();
    handles.forEach(ProcessHandle::destroyForcibly);
    handles.forEach(handle -> handle.onExit().join());
  }

  private ProcessBuilder process(List<String> command) {
    ProcessBuilder builder = new ProcessBuilder(command).directory(scratch.toFile());
    builder
        .environment()
        .putAll(
            Map.of(
                "SPARK_HOME", sparkHome.toString(),
                "SPARK_SCALA_VERSION", "2.13",
                "SPARK_WORKER_DIR", scratch.toString(),
                "SPARK_LOCAL_IP", "127.0.0.1",
                "JAVA_HOME", System.getProperty("java.home")));
    builder.environment().putAll(environment);
    return builder;
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}
