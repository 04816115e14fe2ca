package io.fallline.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fallline.core.failure.Failure;
import io.fallline.store.FileFaults.Fault;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.UUID;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class WriteAccessCheckTest {
  @TempDir Path directory;
  private final Configuration configuration = new Configuration();

  @AfterEach
  void calm() {
    FileFaults.none();
  }

  @Test
  void filesDirectoriesAndPatternsThatMatchAreReadable() throws IOException {
    Files.writeString(directory.resolve("a.csv"), "x");
    Files.createDirectory(directory.resolve("empty"));
    for (String path : new String[] {"a.csv", "empty", ".", "*.csv", "{a,b}.csv"}) {
      WriteAccessCheck.requireReadable(
          new org.apache.hadoop.fs.Path(directory.toString(), path), configuration);
    }
  }

  @Test
  void whatIsNotThereIsMissingData() {
    for (String path : new String[] {"b.csv", "*.csv"}) {
      org.apache.hadoop.fs.Path missing = new org.apache.hadoop.fs.Path(directory.toString(), path);
      Failure failure =
          assertThrows(
              Failure.class, () -> WriteAccessCheck.requireReadable(missing, configuration));
      assertEquals(Failure.Kind.DATA, failure.kind());
      assertEquals(missing + ": no such file or directory", failure.getMessage());
    }
  }

  @Test
  void aWritableDirectoryIsLeftAsItWas() {
    WriteAccessCheck.requireWritable(ModelDirectoryTest.path(directory), configuration);
    WriteAccessCheck.requireWritable(
        ModelDirectoryTest.path(directory.resolve("not/yet/there")), configuration);
    assertEquals(Set.of(), ModelDirectoryTest.names(directory));
  }

  @Test
  void whatOthersWhoWereKilledHaveLeftOfTryingIsRemoved() throws IOException {
    Files.createFile(directory.resolve("." + UUID.randomUUID() + ".tmp"));
    Files.createFile(directory.resolve("mine"));
    WriteAccessCheck.requireWritable(ModelDirectoryTest.path(directory), configuration);
    assertEquals(Set.of("mine"), ModelDirectoryTest.names(directory));
  }

  @ParameterizedTest
  @EnumSource(names = {"CRASH_BEFORE", "CRASH_AFTER"})
  void aTrialThatIsKilledLeavesNothingThatTheNextOneDoesNotRemove(Fault crash) throws IOException {
    org.apache.hadoop.fs.Path path =
        new org.apache.hadoop.fs.Path("failing://" + directory.resolve("runs"));
    boolean killed = true;
    for (int call = 0; killed; call++) {
      FileFaults.at(call, crash);
      try {
        WriteAccessCheck.requireWritable(path, FailingFileSystem.configuration());
      } catch (Failure told) {
        assertEquals(Failure.Kind.FILES, told.kind());
      }
      killed = FileFaults.reached();
      assertTrue(Set.of("runs").containsAll(ModelDirectoryTest.names(directory)));
      FileFaults.none();
      WriteAccessCheck.requireWritable(path, FailingFileSystem.configuration());
      Path runs = Files.createDirectories(directory.resolve("runs"));
      assertEquals(Set.of(), ModelDirectoryTest.names(runs));
      Files.delete(runs);
    }
  }

  @Test
  void aDirectoryThatCannotBeRemovedAsAnotherUsesItIsWritable() {
    org.apache.hadoop.fs.Path runs =
        new org.apache.hadoop.fs.Path("failing://" + directory.resolve("runs"));
    FileFaults.none();
    WriteAccessCheck.requireWritable(runs, FailingFileSystem.configuration());
    assertEquals(Set.of(), ModelDirectoryTest.names(directory));
    FileFaults.at(FileFaults.calls() - 1, Fault.REFUSED);
    WriteAccessCheck.requireWritable(runs, FailingFileSystem.configuration());
    assertTrue(FileFaults.reached());
    assertEquals(Set.of("runs"), ModelDirectoryTest.names(directory));
  }

  @Test
  void aFileInTheWayIsNamed() throws IOException {
    Path file = Files.writeString(directory.resolve("runs"), "mine");
    org.apache.hadoop.fs.Path below = ModelDirectoryTest.path(file.resolve("x"));
    Failure failure =
        assertThrows(Failure.class, () -> WriteAccessCheck.requireWritable(below, configuration));
    assertEquals(Failure.Kind.FILES, failure.kind());
    assertEquals(below + ": cannot be written: " + file + " is a file", failure.getMessage());
  }

  @Test
  void aFullDiskIsAFailureOfFiles() {
    org.apache.hadoop.fs.Path path = new org.apache.hadoop.fs.Path("failing://" + directory);
    FileFaults.at(0, Fault.REFUSED);
    Failure failure =
        assertThrows(
            Failure.class,
            () -> WriteAccessCheck.requireWritable(path, FailingFileSystem.configuration()));
    assertEquals(Failure.Kind.FILES, failure.kind());
    assertTrue(
        failure.getMessage().endsWith(": cannot be written: No space left on device"),
        failure.getMessage());
  }
}
