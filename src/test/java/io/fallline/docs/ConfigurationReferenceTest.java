package io.fallline.docs;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/**
 * Holds docs/configuration.md to the code. To write it anew: {@code mvn test
 * -Dtest=ConfigurationReferenceTest -Ddocs=write}.
 */
class ConfigurationReferenceTest {
  private static final Path PAGE = Path.of("docs/configuration.md");

  @Test
  void theReferenceIsWhatTheCodeSays() throws IOException {
    String page = ConfigurationReference.page();
    if ("write".equals(System.getProperty("docs"))) {
      Files.writeString(PAGE, page);
    }
    assertEquals(
        page,
        Files.readString(PAGE),
        "docs/configuration.md is not what the code says: write it anew with -Ddocs=write");
  }
}
