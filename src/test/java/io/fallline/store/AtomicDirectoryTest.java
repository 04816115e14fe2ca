package io.fallline.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fallline.core.failure.Failure;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.fs.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@ParameterizedClass
@EnumSource
class AtomicDirectoryTest {
  private static final Map<String, byte[]> FILES =
      Map.of("a.txt", "a".getBytes(StandardCharsets.UTF_8), "b.txt", new byte[0]);

  @TempDir private java.nio.file.Path disk;
  @Parameter private Where where;
  private Path directory;

  @BeforeEach
  void find() {
    directory = where.in(disk);
  }

  @Test
  void allFilesAreThereAndNothingElse() throws IOException {
    Path made = new Path(directory, "deep/down/made");
    AtomicDirectory.create(made.toString(), FILES);
    assertEquals(List.of("a.txt", "b.txt"), names(made));
    assertEquals(List.of("made"), names(made.getParent()));
    assertEquals("a", where.read(new Path(made, "a.txt")));
  }

  @Test
  void aDirectoryThatExistsIsLeftAsItIs() throws IOException {
    Path taken = new Path(directory, "taken");
    taken.getFileSystem(where.configuration()).mkdirs(taken);
    Failure failure =
        assertThrows(Failure.class, () -> AtomicDirectory.create(taken.toString(), FILES));
    assertEquals(Failure.Kind.FILES, failure.kind());
    assertEquals(taken + ": exists already; it was left as it is", failure.getMessage());
    assertEquals(List.of(), names(taken));
    assertEquals(List.of("taken"), names(directory));
  }

  @Test
  void besideTakenNamesTheFirstFreeNumberIsTaken() throws IOException {
    String name = new Path(directory, "bowl").toString();
    for (int k = 0; k < 3; k++) {
      AtomicDirectory.createBeside(name, FILES);
    }
    assertEquals(List.of("bowl", "bowl-2", "bowl-3"), names(directory));
    assertEquals(List.of("a.txt", "b.txt"), names(new Path(directory, "bowl-3")));
  }

  @Test
  void aFileInTheWayIsAFailureOfFilesAndLeavesNothing() throws IOException {
    Path file = new Path(directory, "file");
    where.write(file, "");
    Failure failure =
        assertThrows(
            Failure.class, () -> AtomicDirectory.create(new Path(file, "below").toString(), FILES));
    assertEquals(Failure.Kind.FILES, failure.kind());
    assertTrue(failure.getMessage().contains(file.toString()), failure.getMessage());
    assertEquals(List.of("file"), names(directory));
  }

  private List<String> names(Path path) {
    return List.copyOf(where.names(path));
  }
}
