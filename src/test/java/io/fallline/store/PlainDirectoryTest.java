package io.fallline.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fallline.core.failure.Failure;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PlainDirectoryTest {
  private static final Map<String, byte[]> FILES =
      Map.of("a.txt", "a".getBytes(StandardCharsets.UTF_8), "b.txt", new byte[0]);

  @TempDir private Path directory;

  @Test
  void allFilesAreThereAndNothingElse() throws IOException {
    Path made = directory.resolve("deep/down/made");
    PlainDirectory.create(made.toString(), FILES);
    assertEquals(List.of("a.txt", "b.txt"), names(made));
    assertEquals(List.of("made"), names(made.getParent()));
    assertEquals("a", Files.readString(made.resolve("a.txt")));
  }

  @Test
  void aDirectoryThatExistsIsLeftAsItIs() throws IOException {
    Path taken = Files.createDirectory(directory.resolve("taken"));
    Failure failure =
        assertThrows(Failure.class, () -> PlainDirectory.create(taken.toString(), FILES));
    assertEquals(Failure.Kind.FILES, failure.kind());
    assertEquals(taken + ": exists already; it was left as it is", failure.getMessage());
    assertEquals(List.of(), names(taken));
    assertEquals(List.of("taken"), names(directory));
  }

  @Test
  void besideTakenNamesTheFirstFreeNumberIsTaken() throws IOException {
    String name = directory.resolve("bowl").toString();
    for (int k = 0; k < 3; k++) {
      PlainDirectory.createBeside(name, FILES);
    }
    assertEquals(List.of("bowl", "bowl-2", "bowl-3"), names(directory));
    assertEquals(List.of("a.txt", "b.txt"), names(directory.resolve("bowl-3")));
  }

  @Test
  void aFileInTheWayIsAFailureOfFilesAndLeavesNothing() throws IOException {
    Path file = Files.writeString(directory.resolve("file"), "");
    Failure failure =
        assertThrows(
            Failure.class, () -> PlainDirectory.create(file.resolve("below").toString(), FILES));
    assertEquals(Failure.Kind.FILES, failure.kind());
    assertTrue(failure.getMessage().contains(file.toString()), failure.getMessage());
    assertEquals(List.of("file"), names(directory));
  }

  private static List<String> names(Path directory) throws IOException {
    try (Stream<Path> files = Files.list(directory)) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }
}
