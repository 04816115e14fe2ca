package io.fallline.viewers;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.fallline.cli.CommandRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Runs of the configurations that users have. */
final class SampleRuns {
  private static final Path HOME = Path.of(System.getenv("FALLLINE_HOME"));

  private SampleRuns() {}

  /**
   * Trains as {@code conf/} has it, with validation.
   *
   * @return the run's directory
   */
  static Path train(String name, Path output) throws IOException {
    List<String> command = new ArrayList<>(List.of("train", "--json", "--quiet"));
    command.addAll(List.of("--config", HOME.resolve("conf/" + name + ".conf").toString()));
    command.addAll(List.of("--master", "local[2]", "--set", "data.validation=0.1"));
    command.addAll(List.of("--set", "output.directory=" + output));
    CommandRun run = CommandRun.of(command.toArray(String[]::new));
    assertEquals(0, run.exit(), run.err());
    return Path.of(new ObjectMapper().readTree(run.out()).get("model").asText()).getParent();
  }

  /** Where pictures and what viewers need are kept: {@code target/viewers}. */
  static Path viewers() throws IOException {
    return Files.createDirectories(HOME.resolve("target/viewers"));
  }
}
