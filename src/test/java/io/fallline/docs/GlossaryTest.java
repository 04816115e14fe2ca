package io.fallline.docs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Holds docs/glossary.md against the code. */
class GlossaryTest {
  private static final Path MAIN = Path.of("src/main/java/io/fallline");
  private static final Pattern TYPE = Pattern.compile("`(?:([a-z.]+)\\.)?([A-Z]\\w*)`");

  @Test
  void everyTypeOfTheGlossaryIsThere() throws IOException {
    Set<String> types = types();
    Set<String> missing = new TreeSet<>();
    List<String> lines = Files.readAllLines(Path.of("docs/glossary.md"));
    int found = 0;
    for (String line : lines) {
      Matcher named = TYPE.matcher(line.substring(line.lastIndexOf('|', line.length() - 2) + 1));
      while (named.find()) {
        found++;
        String type = named.group(2);
        boolean exists =
            named.group(1) == null
                ? types.stream().anyMatch(path -> path.endsWith("/" + type + ".java"))
                : types.contains("/" + named.group(1).replace('.', '/') + "/" + type + ".java");
        if (!exists) {
          missing.add(named.group());
        }
      }
    }
    assertEquals(Set.of(), missing);
    assertTrue(found > 30, "only " + found);
  }

  private static Set<String> types() throws IOException {
    try (Stream<Path> files = Files.walk(MAIN)) {
      return files
          .filter(Files::isRegularFile)
          .map(file -> "/" + MAIN.relativize(file))
          .collect(Collectors.toSet());
    }
  }
}
