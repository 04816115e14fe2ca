package io.fallline.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What writers leave that were killed, where others may be at work beside them. */
class LeftoversTest {
  @TempDir private Path directory;

  @Test
  void everyNameThatAWriteMayLeaveIsKnownForWhatItIs() {
    assertEquals(Optional.of("model"), TemporaryName.target(TemporaryName.of("model")));
    assertEquals(
        Optional.of("a.b"),
        TemporaryName.target(TemporaryName.of(TemporaryName.of("a.b"))),
        "removed");
    assertEquals(Optional.of(""), TemporaryName.target(TemporaryName.ofProbe()));
    for (String other :
        new String[] {"model", ".git", ".mine.tmp", ".notes.txt.tmp", "x.tmp", ".tmp", ""}) {
      assertEquals(Optional.empty(), TemporaryName.target(other), other);
    }
  }

  @Test
  void aRunRemovesWhatRunsOfEarlierDaysHaveLeftAndLeavesThoseOfNow() throws IOException {
    Path runs = directory.resolve("digits");
    String old = left(runs, "20310101-000000", 25);
    String young = left(runs, "20310102-000000", 1);
    left(runs, "mine", 0);
    RunDirectory.create(
        directory.toString(), "digits", new Configuration(), Instant.parse("2031-02-03T04:05:06Z"));
    Set<String> names = new TreeSet<>(ModelDirectoryTest.names(runs));
    assertTrue(names.contains("20310203-040506") && names.contains(young), names.toString());
    assertFalse(names.contains(old), names.toString());
  }

  @ParameterizedTest
  @EnumSource
  void aYoungProbeStaysWhereItsOwnerWouldMissIt(Where where) throws IOException {
    org.apache.hadoop.fs.Path place = where.in(directory);
    org.apache.hadoop.fs.Path entries = new org.apache.hadoop.fs.Path(place, "log");
    ExclusiveAppendLog log = new ExclusiveAppendLog(entries, where.configuration());
    assertTrue(log.appended(1, new ObjectMapper().createObjectNode()));
    where.write(new org.apache.hadoop.fs.Path(place, TemporaryName.ofProbe()), "");
    log.removeProbes(place);
    boolean stays =
        where.names(place).stream().map(TemporaryName::target).anyMatch(Optional.of("")::equals);
    assertEquals(where == Where.OBJECTS, stays);
  }

  @Test
  void anExportRemovesWhatEarlierOnesOfItsNameHaveLeftAndNothingElse() throws IOException {
    String old = left(directory, "model.onnx", 25);
    String other = left(directory, "other.onnx", 25);
    NewFile.write(
        new org.apache.hadoop.fs.Path(directory + "/model.onnx"),
        new Configuration(),
        "x".getBytes(StandardCharsets.UTF_8));
    assertEquals(Set.of("model.onnx", other), ModelDirectoryTest.names(directory), old);
  }

  @Test
  void aDirectoryOfPicturesDoes() throws IOException {
    left(directory, "paths", 25);
    AtomicDirectory.create(directory + "/paths", Map.of("a.svg", new byte[1]));
    assertEquals(Set.of("paths"), ModelDirectoryTest.names(directory));
  }

  private static String left(Path where, String target, int hours) throws IOException {
    String name = TemporaryName.of(target);
    Path left = Files.createDirectories(where.resolve(name));
    Files.writeString(left.resolve("half"), "ha");
    Files.setLastModifiedTime(left, FileTime.from(Instant.now().minus(hours, ChronoUnit.HOURS)));
    return name;
  }
}
