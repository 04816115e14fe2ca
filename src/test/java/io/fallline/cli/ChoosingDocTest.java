package io.fallline.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Holds docs/choosing.md to what its commands draw, with kernels that have the same bits
 * everywhere.
 */
class ChoosingDocTest {
  private static final Path HOME = Path.of(System.getenv("FALLLINE_HOME"));

  /** A picture, and below it the command that draws it. */
  private static final Pattern PICTURE =
      Pattern.compile("!\\[[^]]+]\\((images/[^)]+)\\)\n\n {4}submit-scripts/local\\.sh (.*)\n");

  @TempDir private Path directory;

  static Stream<Arguments> pictures() {
    return PICTURE
        .matcher(doc())
        .results()
        .map(found -> Arguments.of(found.group(1), found.group(2)));
  }

  @ParameterizedTest
  @MethodSource("pictures")
  void everyCommandDrawsThePictureAboveIt(String picture, String command) throws IOException {
    List<String> words = new ArrayList<>(Arrays.asList(command.split(" ")));
    words.replaceAll(word -> word.startsWith("conf/") ? HOME.resolve(word).toString() : word);
    words.addAll(List.of("--json", "--quiet", "--master", "local[2]"));
    words.addAll(List.of("--set", "output.directory=" + directory));
    CommandRun run = CommandRun.of(words.toArray(String[]::new));
    assertEquals(0, run.exit(), run.err());
    Path drawn = Path.of(new ObjectMapper().readTree(run.out()).get("picture").asText());
    assertArrayEquals(
        Files.readAllBytes(HOME.resolve("docs").resolve(picture)),
        Files.readAllBytes(drawn),
        picture + " is not what the command draws: draw it again");
  }

  @Test
  void thereIsACommandOfEachKind() {
    List<String> commands = pictures().map(pair -> (String) pair.get()[1]).toList();
    for (String command : List.of("compare ", "find-rate ")) {
      assertTrue(commands.stream().anyMatch(whole -> whole.startsWith(command)), command);
    }
  }

  private static String doc() {
    try {
      return Files.readString(HOME.resolve("docs/choosing.md"));
    } catch (IOException e) {
      throw new UncheckedIOException("docs/choosing.md cannot be read", e);
    }
  }
}
