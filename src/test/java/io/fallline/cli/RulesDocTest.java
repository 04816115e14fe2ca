package io.fallline.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fallline.configuration.ComponentRegistries;
import io.fallline.core.setting.FactoryRegistry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Holds docs/rules.md to what the rules are and what its commands draw. */
class RulesDocTest {
  private static final Path DOCS = Path.of(System.getenv("FALLLINE_HOME"), "docs");
  private static final int MOST_BYTES = 60_000;

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

  static Stream<String> parts() {
    Map<String, FactoryRegistry<?>> byKey = ComponentRegistries.all().byKey();
    return Stream.of("optimizer.rule", "schedule.type")
        .flatMap(key -> byKey.get(key).names().stream());
  }

  @ParameterizedTest
  @MethodSource("pictures")
  void everyCommandDrawsThePictureAboveIt(String picture, String command) throws IOException {
    Path output = directory.resolve("paths");
    List<String> words = new ArrayList<>(Arrays.asList(command.split(" ")));
    words.addAll(List.of("--output", output.toString()));
    Ran ran = Ran.command(words.toArray(String[]::new));
    assertEquals(0, ran.exit(), ran.err());
    byte[] committed = Files.readAllBytes(DOCS.resolve(picture));
    assertArrayEquals(
        committed,
        Files.readAllBytes(output.resolve("paths.svg")),
        picture + " is not what the command draws: draw it again");
    assertTrue(committed.length < MOST_BYTES, picture + " has " + committed.length + " bytes");
  }

  @Test
  void everyPictureAndEveryCommandIsOneOfAPair() throws IOException {
    List<String> drawn = pictures().map(pair -> (String) pair.get()[0]).toList();
    assertEquals(count("!["), drawn.size(), "pictures");
    assertEquals(count("local.sh paths "), drawn.size(), "commands");
    Set<String> used = new TreeSet<>();
    drawn.forEach(picture -> used.add(picture.replace("images/", "")));
    assertEquals(drawn.size(), used.size());
    for (String picture : used) {
      assertTrue(Files.exists(DOCS.resolve("images").resolve(picture)), picture);
    }
  }

  @Test
  void noSectionIsOnAPartThatIsNotThere() {
    Set<String> known = parts().collect(Collectors.toSet());
    Matcher section = Pattern.compile("#### `(\\w+)`").matcher(doc());
    while (section.find()) {
      assertTrue(known.contains(section.group(1)), section.group(1));
    }
  }

  private static int count(String text) {
    return doc().split(Pattern.quote(text), -1).length - 1;
  }

  private static String doc() {
    try {
      return Files.readString(DOCS.resolve("rules.md"));
    } catch (IOException e) {
      throw new UncheckedIOException("docs/rules.md cannot be read", e);
    }
  }
}
