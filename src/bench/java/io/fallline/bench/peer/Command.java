package io.fallline.bench.peer;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fallline.bench.Place;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Whole commands, as a person types them, each in a fresh JVM. */
public final class Command {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String LOCAL = "submit-scripts/local.sh";

  private final Place place;

  public Command(Place place) {
    this.place = place;
  }

  /**
   * How a command ended.
   *
   * @param out its standard output
   */
  public record Ended(double seconds, String out) {
    public JsonNode json() throws IOException {
      return JSON.readTree(out);
    }
  }

  /** Has built what is built once, which no command is to be charged with. */
  public void prepare() throws IOException {
    run(List.of(place.home().resolve(LOCAL).toString(), "--help"));
  }

  /** {@code local.sh train} with a configuration of {@code conf/}. */
  public Ended train(String configuration, String... options) throws IOException {
    List<String> command =
        new ArrayList<>(
            List.of(
                place.home().resolve(LOCAL).toString(),
                "train",
                "--config",
                place.home().resolve("conf").resolve(configuration).toString(),
                "--json",
                "--quiet",
                "--set",
                "output.directory=" + place.runs()));
    command.addAll(List.of(options));
    place.settings().forEach(setting -> command.addAll(List.of("--set", setting)));
    return run(command);
  }

  /** A Spark session begun and ended, in a JVM as local.sh starts it. */
  public Ended bareSession() throws IOException {
    Path archive = place.target().resolve("local/spark.jsa");
    String spark = Files.readString(place.target().resolve("spark-class-path")).strip();
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin/java").toString(),
                "@" + place.home().resolve("submit-scripts/jvm.options"),
                "-Xlog:disable",
                "-Xlog:all=error:stderr"));
    if (Files.exists(archive)) {
      command.add("-XX:SharedArchiveFile=" + archive);
    }
    String classPath = spark + File.pathSeparator + place.target().resolve("fallline-bench.jar");
    command.addAll(List.of("-cp", classPath, BareSession.class.getName()));
    return run(command);
  }

  private static Ended run(List<String> command) throws IOException {
    long start = System.nanoTime();
    Process process =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    int exit = process.onExit().join().exitValue();
    double seconds = (System.nanoTime() - start) / 1e9;
    if (exit != 0) {
      throw new IllegalStateException(command + " ended with " + exit);
    }
    return new Ended(seconds, out);
  }
}
