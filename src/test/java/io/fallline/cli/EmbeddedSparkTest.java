package io.fallline.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fallline.cli.EmbeddedSpark.WithoutFunctionsOfMllib;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which extensions of sessions a Spark inside this JVM starts with. */
class EmbeddedSparkTest {
  private static final String EXTENSIONS =
      "META-INF/services/org.apache.spark.sql.SparkSessionExtensionsProvider";

  private static List<URL> extensions(ClassLoader of) throws IOException {
    return Collections.list(of.getResources(EXTENSIONS));
  }

  @Test
  void theExtensionOfMllibIsNotShown() throws IOException {
    ClassLoader usual = EmbeddedSpark.class.getClassLoader();
    assertTrue(
        extensions(usual).stream().anyMatch(url -> url.toString().contains("spark-mllib")),
        "Spark has it no more");
    assertTrue(
        extensions(new WithoutFunctionsOfMllib(usual)).stream()
            .noneMatch(url -> url.toString().contains("spark-mllib")));
  }

  @Test
  void theExtensionsOfOthersAreShown(@TempDir Path directory) throws IOException {
    Path file = directory.resolve(EXTENSIONS);
    Files.createDirectories(file.getParent());
    Files.writeString(file, "org.example.Extension\n");
    try (URLClassLoader others = new URLClassLoader(new URL[] {directory.toUri().toURL()}, null)) {
      assertEquals(List.of(file.toUri().toURL()), extensions(new WithoutFunctionsOfMllib(others)));
    }
  }
}
