package io.fallline.fuzz;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Inputs that once went wrong, or were made to, with what has to come of each: {@code
 * fuzz/<format>/outcomes.txt} has a line for every other file of its directory.
 */
class FuzzCorpusTest {
  private static final Path CORPUS = Path.of("src/test/resources/fuzz");
  private static final String OUTCOMES = "outcomes.txt";

  static Stream<FuzzedFormat> formats() {
    return FuzzedFormats.all().stream().filter(each -> Files.exists(CORPUS.resolve(each.name())));
  }

  @ParameterizedTest
  @MethodSource("formats")
  void everyInputHasItsOutcome(FuzzedFormat format) throws IOException {
    format.seeds().forEach(seed -> Trial.of(format, seed)); // what is loaded once is not counted
    Map<String, String> found = new TreeMap<>();
    try (Stream<Path> files = Files.list(CORPUS.resolve(format.name()))) {
      for (Path file : files.filter(each -> !each.endsWith(OUTCOMES)).toList()) {
        Trial trial = Trial.of(format, Files.readAllBytes(file));
        assertNull(trial.wrong(), file.toString());
        found.put(file.getFileName().toString(), withoutDirectories(trial.outcome()));
      }
    }
    String lines =
        String.join(
            "\n", found.entrySet().stream().map(e -> e.getKey() + ": " + e.getValue()).toList());
    assertEquals(Files.readString(CORPUS.resolve(format.name()).resolve(OUTCOMES)), lines + "\n");
  }

  @ParameterizedTest
  @MethodSource("formats")
  void everySeedIsToldByTheFormat(FuzzedFormat format) {
    format.seeds().forEach(seed -> assertNull(Trial.of(format, seed).wrong()));
  }

  /** Scratch files lie somewhere else each time. */
  private static String withoutDirectories(String outcome) {
    return outcome.replaceAll("/\\S*/(?=(fuzz|model|loop|twice|base)\\b)", "");
  }
}
