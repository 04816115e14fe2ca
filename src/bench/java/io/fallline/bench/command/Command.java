package io.fallline.bench.command;

import com.fasterxml.jackson.databind.JsonNode;
import io.fallline.bench.Figures;
import io.fallline.bench.Place;
import io.fallline.bench.command.ClockedProcess.Ended;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** Whole commands, as a person types them, each in a fresh JVM on two cores. */
public final class Command {
  private static final String LOCAL = "submit-scripts/local.sh";

  private final Place place;

  public Command(Place place) {
    this.place = place;
  }

  /** Has built what is built once, which no command is to be charged with. */
  public void prepare() throws IOException {
    run(List.of(place.home().resolve(LOCAL).toString(), "--help"));
  }

  /** What {@code local.sh train} prints of a configuration of {@code conf/}. */
  public JsonNode train(String configuration, String... options) throws IOException {
    return train(place.home().resolve("conf").resolve(configuration), options).json();
  }

  /** {@code local.sh train}, and what its summary says of loading, steps and the test. */
  Figures trained(Path configuration, String... options) throws IOException {
    Ended ended = train(configuration, options);
    JsonNode summary = ended.json();
    Figures figures = ended.figures();
    for (String figure : List.of("loadSeconds", "trainSeconds")) {
      figures.put(figure, summary.path(figure).asDouble(Double.NaN));
    }
    if (summary.at("/metrics/test").has("auc")) {
      figures.put("auc", summary.at("/metrics/test/auc").asDouble());
    }
    return figures;
  }

  /** Trains, and says where the model is. */
  String model(Path configuration) throws IOException {
    return train(configuration).json().get("model").asText();
  }

  /**
   * {@code local.sh train} in a JVM of these options.
   *
   * @param around makes the command that is run out of local.sh's
   */
  Ended train(Path configuration, String javaOptions, UnaryOperator<List<String>> around)
      throws IOException {
    return ClockedProcess.run(
        place.runs(),
        Map.of("FALLLINE_JAVA_OPTS", javaOptions),
        around.apply(localCommand("train", training(configuration))));
  }

  private Ended train(Path configuration, String... options) throws IOException {
    return run(localCommand("train", training(configuration, options)));
  }

  private List<String> training(Path configuration, String... options) {
    List<String> arguments = new ArrayList<>(List.of("--config", configuration.toString()));
    arguments.addAll(List.of("--set", "output.directory=" + place.runs()));
    arguments.addAll(List.of(options));
    place.settings().forEach(setting -> arguments.addAll(List.of("--set", setting)));
    return arguments;
  }

  Ended local(String name, List<String> arguments) throws IOException {
    return run(localCommand(name, arguments));
  }

  private List<String> localCommand(String name, List<String> arguments) {
    List<String> command = new ArrayList<>(List.of(place.home().resolve(LOCAL).toString(), name));
    command.addAll(List.of("--json", "--quiet", "--master", "local[2]"));
    command.addAll(arguments);
    return command;
  }

  /** A file that a command reads its configuration from. */
  Path configuration(String name, String hocon) throws IOException {
    return Files.writeString(place.runs().resolve(name + ".conf"), hocon);
  }

  /**
   * What Spark does alone, by {@link SparkProgram}; its own {@code seconds} take the place of the
   * process's, where it prints some.
   */
  Figures spark(String... arguments) throws IOException {
    Path archive = place.target().resolve("bench/spark.jsa");
    Path jar = place.target().resolve("fallline-bench.jar");
    if (!Files.exists(archive)
        || Files.getLastModifiedTime(archive).compareTo(Files.getLastModifiedTime(jar)) < 0) {
      run(spark(jar, "-XX:ArchiveClassesAtExit=" + archive, "archive"));
    }
    return counted(run(spark(jar, "-XX:SharedArchiveFile=" + archive, arguments)));
  }

  /** Options are those that Spark needs, and what local.sh had before it had options of its own. */
  private List<String> spark(Path jar, String archive, String... arguments) throws IOException {
    List<String> command =
        new ArrayList<>(List.of(Path.of(System.getProperty("java.home"), "bin/java").toString()));
    try (Stream<String> options = Files.lines(place.home().resolve("submit-scripts/jvm.options"))) {
      options.filter(option -> option.matches("(--|-D).*")).forEach(command::add);
    }
    command.addAll(List.of("-Xlog:disable", "-Xlog:all=error:stderr", "-XX:MetaspaceSize=256m"));
    command.add(archive);
    String spark = Files.readString(place.target().resolve("spark-class-path")).strip();
    command.addAll(List.of("-cp", spark + File.pathSeparator + jar, SparkProgram.class.getName()));
    command.addAll(List.of(arguments));
    return command;
  }

  static Figures counted(Ended ended) throws IOException {
    Figures figures = ended.figures();
    ended
        .json()
        .properties()
        .forEach(figure -> figures.put(figure.getKey(), figure.getValue().asDouble()));
    return figures;
  }

  private Ended run(List<String> command) throws IOException {
    return ClockedProcess.run(place.runs(), Map.of(), command);
  }
}
