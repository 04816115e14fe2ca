package io.fallline.docs;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.fallline.ml.ParamSources;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Holds the files that are made from the code to it, or writes them: {@code mvn -Pgenerate test}.
 */
class GeneratedFilesTest {
  private static final Path RULES = Path.of("docs/rules.md");

  static Stream<Arguments> files() throws IOException {
    Map<Path, String> files = new TreeMap<>(ParamSources.files());
    files.put(Path.of("docs/configuration.md"), ConfigurationReference.page());
    files.put(RULES, RulesPage.of(Files.readString(RULES)));
    return files.entrySet().stream().map(file -> Arguments.of(file.getKey(), file.getValue()));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("files")
  void aFileIsWhatTheCodeMakesOfIt(Path file, String text) throws IOException {
    if (Boolean.getBoolean("generate")) {
      Files.writeString(file, text);
    }
    assertEquals(
        text,
        Files.readString(file),
        file + " is not what the code makes of it; to write it: " + ParamSources.COMMAND);
  }
}
