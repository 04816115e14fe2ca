package io.fallline.docs;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Every line of Java in the pages stands in a test too, where it is compiled and run. */
class JavaExamplesTest {
  /**
   * One has a campaign of its own, {@code ExtensionCampaign}; the other a test that fills in paths.
   */
  private static final Set<Path> OTHERS =
      Set.of(Path.of("CONTRIBUTING.md"), Path.of("docs/exports.md"));

  @Test
  void everyExampleStandsInATest() throws IOException {
    List<String> tests;
    try (Stream<Path> files = Files.walk(Path.of("src/test/java"))) {
      tests =
          files
              .filter(file -> file.toString().endsWith(".java"))
              .map(JavaExamplesTest::text)
              .toList();
    }
    for (DocPages.Block block : DocPages.blocks("java")) {
      String example = withoutSpace(block.code());
      assertTrue(
          OTHERS.contains(block.page()) || tests.stream().anyMatch(test -> test.contains(example)),
          () -> "no test has what " + block.page() + " shows:\n" + block.code());
    }
  }

  private static String text(Path file) {
    try {
      return withoutSpace(Files.readString(file));
    } catch (IOException e) {
      throw new IllegalStateException(file + " cannot be read", e);
    }
  }

  private static String withoutSpace(String code) {
    return code.replaceAll("\\s+", "");
  }
}
