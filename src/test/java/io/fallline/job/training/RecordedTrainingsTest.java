package io.fallline.job.training;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fallline.configuration.ConfigurationFile;
import io.fallline.job.CommandResult;
import io.fallline.job.SilentConsole;
import io.fallline.testing.LocalSpark;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Trainings of the sample configurations come to the parameters that are recorded for them: every
 * rule, schedule and engine, dense and sparse rows, resumed and untuned ones. A line of the file is
 * a configuration, settings over it, and the {@code parametersSha256}.
 *
 * <p>Where results are meant to change, take over {@code target/recorded-trainings.txt}.
 */
class RecordedTrainingsTest {
  private static final Path PROJECT = Path.of(System.getProperty("basedir", "")).toAbsolutePath();
  private static final Path RECORDED =
      PROJECT.resolve("src/test/resources/golden/recorded-trainings.txt");

  /** The step after which a training is ended, to be resumed. */
  private static final String RESUMED = "resumed=";

  @TempDir private Path directory;

  @Test
  void everyRecordedTrainingComesToItsParameters() throws IOException {
    List<String> recorded = Files.readAllLines(RECORDED);
    List<String> found = new ArrayList<>();
    for (String line : recorded) {
      String training = line.substring(0, line.indexOf('|')).strip();
      found.add(training + " | " + parametersSha256(training));
    }
    Files.write(PROJECT.resolve("target/recorded-trainings.txt"), found);
    assertEquals(String.join("\n", recorded), String.join("\n", found));
  }

  private String parametersSha256(String training) throws IOException {
    List<String> words = List.of(training.split(" "));
    List<String> settings =
        new ArrayList<>(words.stream().skip(1).filter(word -> !word.startsWith(RESUMED)).toList());
    for (String word : words) {
      if (word.startsWith(RESUMED)) {
        settings.add("checkpoint.directory=" + Files.createTempDirectory(directory, "kept"));
        List<String> first = new ArrayList<>(settings);
        first.add("training.maxSteps=" + word.substring(RESUMED.length()));
        train(words.get(0), first);
      }
    }
    return train(words.get(0), settings).path("parametersSha256").asText();
  }

  private JsonNode train(String name, List<String> settings) throws IOException {
    List<String> all = new ArrayList<>(settings);
    all.add("output.directory=" + directory.resolve("runs"));
    Path configuration = PROJECT.resolve("conf").resolve(name + ".conf");
    CommandResult result =
        Train.run(
            LocalSpark.session(), ConfigurationFile.load(configuration, all), new SilentConsole());
    return new ObjectMapper().readTree(result.json());
  }
}
